"""Images as viewers show and sessions score them: two views, truth masks, image factors."""
