"""Documents that are zip containers of XML parts: DOCX, XLSX, PPTX, OFD."""
