"""What every service for a class needs: limits on what one client may do."""
