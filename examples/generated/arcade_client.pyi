# Generated from arcade by znsocket generate; changes are lost.
from typing_extensions import Self

import znsocket
from znsocket.surfaces import EncodableT, KeyT, T

class Pipeline(znsocket.Pipeline):
    def job_put(
        self,
        name: KeyT,
        job: EncodableT,
        delay: float = 0.0,
    ) -> Self:
        """Put a job into a queue, unless it is there already."""

    def job_take(
        self,
        name: KeyT,
        lease: float = 30.0,
    ) -> Self:
        """Take the job that has waited longest."""

    def job_done(
        self,
        name: KeyT,
        job: EncodableT,
    ) -> Self:
        """Take a job that is done out of its queue."""

    def leaderboard_win(
        self,
        name: KeyT,
        player: EncodableT,
        points: float = 1.0,
    ) -> Self:
        """Give a player points."""

    def leaderboard_top(
        self,
        name: KeyT,
        count: int = 10,
    ) -> Self:
        """Return the best players."""

    def take_token(
        self,
        name: KeyT,
        rate: float,
        burst: float,
        tokens: float = 1.0,
    ) -> Self:
        """Take tokens out of a bucket, if there are enough of them."""

class Client(znsocket.Client[T]):
    def pipeline(self, transaction: bool = ..., shard_hint: object = ...) -> Pipeline: ...

    def job_put(
        self,
        name: KeyT,
        job: EncodableT,
        delay: float = 0.0,
    ) -> bool:
        """Put a job into a queue, unless it is there already."""

    def job_take(
        self,
        name: KeyT,
        lease: float = 30.0,
    ) -> T | None:
        """Take the job that has waited longest."""

    def job_done(
        self,
        name: KeyT,
        job: EncodableT,
    ) -> bool:
        """Take a job that is done out of its queue."""

    def leaderboard_win(
        self,
        name: KeyT,
        player: EncodableT,
        points: float = 1.0,
    ) -> tuple[float, int]:
        """Give a player points."""

    def leaderboard_top(
        self,
        name: KeyT,
        count: int = 10,
    ) -> list[tuple[int, T, float]]:
        """Return the best players."""

    def take_token(
        self,
        name: KeyT,
        rate: float,
        burst: float,
        tokens: float = 1.0,
    ) -> tuple[bool, float]:
        """Take tokens out of a bucket, if there are enough of them."""

class AsyncPipeline(znsocket.AsyncPipeline):
    def job_put(
        self,
        name: KeyT,
        job: EncodableT,
        delay: float = 0.0,
    ) -> Self:
        """Put a job into a queue, unless it is there already."""

    def job_take(
        self,
        name: KeyT,
        lease: float = 30.0,
    ) -> Self:
        """Take the job that has waited longest."""

    def job_done(
        self,
        name: KeyT,
        job: EncodableT,
    ) -> Self:
        """Take a job that is done out of its queue."""

    def leaderboard_win(
        self,
        name: KeyT,
        player: EncodableT,
        points: float = 1.0,
    ) -> Self:
        """Give a player points."""

    def leaderboard_top(
        self,
        name: KeyT,
        count: int = 10,
    ) -> Self:
        """Return the best players."""

    def take_token(
        self,
        name: KeyT,
        rate: float,
        burst: float,
        tokens: float = 1.0,
    ) -> Self:
        """Take tokens out of a bucket, if there are enough of them."""

class AsyncClient(znsocket.AsyncClient[T]):
    def pipeline(self, transaction: bool = ..., shard_hint: object = ...) -> AsyncPipeline: ...

    async def job_put(
        self,
        name: KeyT,
        job: EncodableT,
        delay: float = 0.0,
    ) -> bool:
        """Put a job into a queue, unless it is there already."""

    async def job_take(
        self,
        name: KeyT,
        lease: float = 30.0,
    ) -> T | None:
        """Take the job that has waited longest."""

    async def job_done(
        self,
        name: KeyT,
        job: EncodableT,
    ) -> bool:
        """Take a job that is done out of its queue."""

    async def leaderboard_win(
        self,
        name: KeyT,
        player: EncodableT,
        points: float = 1.0,
    ) -> tuple[float, int]:
        """Give a player points."""

    async def leaderboard_top(
        self,
        name: KeyT,
        count: int = 10,
    ) -> list[tuple[int, T, float]]:
        """Return the best players."""

    async def take_token(
        self,
        name: KeyT,
        rate: float,
        burst: float,
        tokens: float = 1.0,
    ) -> tuple[bool, float]:
        """Take tokens out of a bucket, if there are enough of them."""
