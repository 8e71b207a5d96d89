"""What is measured, as commands: each prints its figures, and ratios come from one run."""
