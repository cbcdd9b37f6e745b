"""Files that people attach: kept by hash, checked on the way in, shown to whom they concern."""
