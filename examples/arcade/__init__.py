"""Commands of an arcade: a leaderboard, a token-bucket rate limiter and a job queue."""

from arcade import job_queue, leaderboard, rate_limiter

__all__ = ["job_queue", "leaderboard", "rate_limiter"]
