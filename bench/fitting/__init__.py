"""Weights fitted on incidents with known causes: a conditional logit, its calibration, folds that share no fault."""
