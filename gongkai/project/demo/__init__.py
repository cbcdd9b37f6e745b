"""The sample city: Linyi (临沂市) as its 2017 report describes it. Figures and names of bodies are real;
people, cases and how the city's figures are spread over its bodies are samples and say so."""
