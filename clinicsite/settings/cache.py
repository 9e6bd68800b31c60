"""Read `REDIS_URL` the same way for every installation."""

from redis.backoff import NoBackoff
from redis.retry import Retry

# How many seconds anybody waits for a Redis that does not answer.
PATIENCE = 0.5


def redis_cache(url, prefix):
    """Return Django's settings of the cache in the Redis at `url`, its keys begun by `prefix`.

    One that is down is an empty cache, told in the log: nobody gets an error for it.
    """
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": prefix,
        "OPTIONS": {
            "IGNORE_EXCEPTIONS": True,
            "SOCKET_CONNECT_TIMEOUT": PATIENCE,
            "SOCKET_TIMEOUT": PATIENCE,
            # Once more, since a connection that was long idle may have been dropped.
            "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 1)},
        },
    }
