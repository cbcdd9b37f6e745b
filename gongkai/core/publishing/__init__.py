"""The law of publishing: kinds, attributes, numbers, the gate, interpretation, validity, the catalogue."""
