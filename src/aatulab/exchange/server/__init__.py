"""The exchange's server (FastAPI, uvicorn): takes in, keeps, hands to members; opens nothing."""
