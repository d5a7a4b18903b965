"""Look at the pictures before trainees do: contact sheets, artefact checks, histograms."""
