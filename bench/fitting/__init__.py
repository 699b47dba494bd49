"""Weights fitted on incidents with known causes: a conditional logit, its calibration, and folds that share no fault."""
