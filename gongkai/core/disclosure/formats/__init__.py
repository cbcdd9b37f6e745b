"""Open formats made from declarations: JSON Schema, OpenAPI, OCDS."""
