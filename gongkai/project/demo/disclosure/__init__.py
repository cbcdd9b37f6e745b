"""What the sample city's bodies disclose by rows in 2017: every declared data set, every figure of the report
that rows can carry. Firms and people are invented."""
