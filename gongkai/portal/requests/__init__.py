"""What a citizen does with requests: looks before asking, asks, follows, answers, reads what others asked."""
