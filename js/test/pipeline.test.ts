import { expect, expectTypeOf, test } from "vitest";
import { ResponseError } from "../src/index.js";
import { onBothStores } from "./stores.js";

onBothStores((store) => {
  test("chained calls give typed replies", async () => {
    const replies = await store.client
      .pipeline()
      .set("a", 1)
      .incr("a")
      .sAdd("s", "x")
      .sMembers("s")
      .get("none")
      .execute();
    expect(replies).toEqual([true, 2, 1, new Set(["x"]), null]);
    expectTypeOf(replies).toEqualTypeOf<
      [string | boolean | null, number, number, Set<string>, string | null]
    >();
  });

  test("calls one after the other", async () => {
    const pipeline = store.client.pipeline();
    for (let number = 0; number < 100; number++) pipeline.rPush("list", number);
    expect(pipeline.length).toBe(100);
    const replies = await pipeline.exec();
    expect(replies.at(-1)).toBe(100);
    expect(pipeline.length).toBe(0);
    expect(await pipeline.execute()).toEqual([]);
  });

  test("the first error names its command; the others were carried out", async () => {
    const { client } = store;
    const failing = client.pipeline().set("a", "x").incr("a").set("b", "y");
    const error = await failing.execute().catch((one: unknown) => one);
    expect(error).toBeInstanceOf(ResponseError);
    expect((error as Error).message).toBe(
      "Command # 2 (INCR a) of pipeline caused error: value is not an integer or out of range",
    );
    expect(await client.get("b")).toBe("y");
  });

  test("errors in their places", async () => {
    const [first, second] = await store.client.pipeline().set("a", "x").incr("a").execute(false);
    expect(first).toBe(true);
    expect(second).toBeInstanceOf(ResponseError);
  });

  test("bad arguments are refused by the call that queues", () => {
    const pipeline = store.client.pipeline();
    expect(() => pipeline.set("a", Symbol() as never)).toThrow("got Symbol()");
    expect(pipeline.length).toBe(0);
  });
});
