"""What an issue is printed as: pages for print (PDF), an electronic book (EPUB 3)."""
