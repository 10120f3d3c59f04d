using System.Collections.ObjectModel;

namespace Prefect.Flows.Tests.Caching;

public sealed class HashCollisionTests
{
#pragma warning disable CA1814 // Such tables are what is tested.
    public static TheoryData<object, object> Different => new()
    {
        { new Dictionary<object, string> { ["1"] = "a", [2] = "b" }, new Dictionary<object, string> { [1] = "a", ["2"] = "b" } },
        { new int[,] { { 1, 2 }, { 3, 4 } }, new int[,] { { 1, 2, 3, 4 } } },
        { new int[,] { { 1, 2 }, { 3, 4 } }, new int[] { 1, 2, 3, 4 } },
        { new Batch("a") { 1 }, new Batch("b") { 1 } },
        { new Batch("a") { 1 }, new Batch("a") { 2 } },
        { new[] { double.NaN }, new[] { double.PositiveInfinity } },
        { 1e300, 1e301 },
        { 0.1, 0.1f + 0.2 },
        { new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified) },
        { DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddTicks(1) },
        { new Outer("a", new Inner(1)), new Outer("a", new Inner(2)) },
        { new[] { "a", "b" }, new[] { "a,b" } },
        { "\ud800", "\ud801" },
        { new (int, string)[] { (1, "a") }, new (int, string)[] { (1, "b") } },
    };

#pragma warning restore CA1814
    public static TheoryData<object, object> Equal => new()
    {
        {
            new Dictionary<string, object> { ["a"] = new Dictionary<string, int> { ["x"] = 1, ["y"] = 2 }, ["b"] = 1 },
            new Dictionary<string, object> { ["b"] = 1, ["a"] = new Dictionary<string, int> { ["y"] = 2, ["x"] = 1 } }
        },
        { new Dictionary<int, int> { [1] = 1, [2] = 2 }, new ReadOnlyDictionary<int, int>(new Dictionary<int, int> { [2] = 2, [1] = 1 }) },
        { new Batch("a") { 1, 2, 3 }, new Batch("a") { Capacity = 64, Items = [1, 2, 3] } },
        { double.NaN, -double.NaN },
        { new Outer("a", new Inner(1)), new Outer("a", new Inner(1)) },
    };

    [Theory]
    [MemberData(nameof(Different), DisableDiscoveryEnumeration = true)]
    public void Different_values_have_different_keys(object one, object other) => ValueHash.Of(one).ShouldNotBe(ValueHash.Of(other));

    [Theory]
    [MemberData(nameof(Equal), DisableDiscoveryEnumeration = true)]
    public void Equal_values_have_one_key(object one, object other) => ValueHash.Of(one).ShouldBe(ValueHash.Of(other));

    [Fact]
    public void What_is_nested_too_deep_or_walked_only_once_is_refused()
    {
        object nested = 1;
        for (int depth = 0; depth < 10_000; depth++)
        {
            nested = new[] { nested };
        }

        Should.Throw<HashException>(() => ValueHash.Of(nested));
    }

    private sealed record Inner(int Number);

    private sealed record Outer(string Name, Inner Inner);

    private sealed class Batch(string name) : List<int>
    {
        public string Name { get; } = name;

        [System.Text.Json.Serialization.JsonIgnore]
        public IReadOnlyList<int> Items
        {
            init => AddRange(value);
        }
    }
}
