"""What every print of every room shares: fonts, and the page of an official document (GB/T 9704) in DOCX."""
