"""The desk of publishing: documents from the first draft to their last notice."""
