"""Values that tests start from, made in memory: campaigns, segments, storyboards, units."""
