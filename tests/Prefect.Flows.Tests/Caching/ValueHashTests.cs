using System.Collections.Immutable;
using Prefect.Blocks;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Caching;

public sealed class ValueHashTests
{
    [Fact]
    public void Plain_values_have_the_hash_that_Python_gives()
    {
        ValueHash.OfInputs(new Dictionary<string, object?> { ["x"] = 1 }).ShouldBe("599d6780d743a1b50a942acff196a0f1");
        ValueHash.OfInputs(new Dictionary<string, object?> { ["y"] = "z", ["x"] = 1 }).ShouldBe("191aa99badd8f456311e42bd49e39088");
        ValueHash.Of("a", "b").ShouldBe("7bc8af5d17ed9e038a77b1a1741b258d");
    }

    [Fact]
    public void Equal_values_have_one_hash_whatever_holds_them()
    {
        ValueHash.Of(new List<int> { 1, 2 }).ShouldBe(ValueHash.Of(ImmutableArray.Create(1, 2)));
        ValueHash.Of(new HashSet<string> { "b", "a" }).ShouldBe(ValueHash.Of(new HashSet<string> { "a", "b" }));
        ValueHash.Of(new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 }).ShouldBe(ValueHash.Of(new SortedDictionary<string, int> { ["b"] = 2, ["a"] = 1 }));
        ValueHash.Of(1.50m).ShouldBe(ValueHash.Of(1.5m));
        ValueHash.Of(new Point(1, 2)).ShouldBe(ValueHash.Of(new Point(1, 2)));
    }

    [Fact]
    public void Different_values_have_different_hashes()
    {
        object?[] values =
        [
            null, true, 1, 1.0, 1m, "1", '2', new[] { 1 }, new[] { 1.0 }, new HashSet<int> { 1 }, new Point(1, 2), new Point(2, 1), new Spot(1, 2),
            Guid.Empty, Guid.Empty.ToString(), DayOfWeek.Monday, DayOfWeek.Tuesday, DateTimeOffset.UnixEpoch, DateTime.UnixEpoch, TimeSpan.Zero,
            new DateOnly(2026, 11, 20), new Dictionary<int, int> { [1] = 1 }, new Dictionary<string, int> { ["1"] = 1 }, typeof(int), new byte[] { 1 },
            new LocalFileSystem { Basepath = "a" }, new LocalFileSystem { Basepath = "b" }, "é", "e", double.NaN,
        ];
        values.Select(value => ValueHash.Of(value)).Distinct().Count().ShouldBe(values.Length);
    }

    [Fact]
    public void What_shows_no_content_is_refused()
    {
        Loop loop = new();
        loop.Next = loop;
        object[] values =
        [
            new MemoryStream(), (Action)(() => { }), Task.CompletedTask, new Hidden(5), new SecretString("canary-secret"), CancellationToken.None,
            Enumerable.Range(0, 3).Where(_ => true), loop, new object[] { new MemoryStream() },
        ];
        foreach (object value in values)
        {
            HashException refusal = Should.Throw<HashException>(() => ValueHash.OfInputs(new Dictionary<string, object?> { ["source"] = value }));
            refusal.Message.ShouldContain("'source'");
            refusal.Message.ShouldContain("CachePolicy.Inputs - \"source\"");
            refusal.ToString().ShouldNotContain("canary-secret");
        }
    }

    public sealed record Point(int X, int Y);

    public sealed record Spot(int X, int Y);

    public sealed class Hidden(int value)
    {
        private readonly int _value = value;

        public override int GetHashCode() => _value;

        public override bool Equals(object? obj) => obj is Hidden other && other._value == _value;
    }

    public sealed class Loop
    {
        public Loop? Next { get; set; }
    }
}
