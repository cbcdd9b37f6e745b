"""The sample city's requests, reconsiderations, lawsuits and complaints of 2017, and some of today, through
the same verbs as real ones. Figures are the report's, people and matters are invented."""
