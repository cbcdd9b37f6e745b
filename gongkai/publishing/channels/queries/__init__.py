"""What staff see of channels; every list starts from the bodies a person has to do with."""
