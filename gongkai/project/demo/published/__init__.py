"""What the sample city's bodies published in 2017, one item for a hundred of the printed report."""
