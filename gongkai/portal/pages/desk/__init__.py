"""网站工作台: drafts that wait for another person, pages to take down, reports of faults."""
