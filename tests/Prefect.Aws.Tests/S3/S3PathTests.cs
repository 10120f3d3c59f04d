using FsCheck;
using FsCheck.Fluent;

namespace Prefect.Aws.Tests;

public sealed class S3PathTests
{
    private static readonly Arbitrary<string> s_paths = Gen.Elements("a", "b", "base", "ü", "..", "with space")
        .NonEmptyListOf().Select(names => string.Join('/', names)).ToArbitrary();

    [Theory]
    [InlineData("", "", "")]
    [InlineData("", "x/", "x/")]
    [InlineData("", "a//b/./c", "a/b/c")]
    [InlineData("", "/a", "/a")]
    [InlineData("base", "", "base")]
    [InlineData("base", "x/", "base/x/")]
    [InlineData("base/", "x", "base/x")]
    [InlineData("base", "/x", "base/x")]
    [InlineData("base", "base/x", "base/base/x")]
    [InlineData("base", "baseline", "base/baseline")]
    public void Joining_always_puts_the_folder_first(string folder, string path, string key) =>
        Bucket(folder).JoinBucketFolder(path).ShouldBe(key);

    [Theory]
    [InlineData("", "a//b", "a//b")]
    [InlineData("base", "x", "base/x")]
    [InlineData("base", "base", "base")]
    [InlineData("base", "base/x", "base/x")]
    [InlineData("base/", "base/x", "base/x")]
    [InlineData("base//sub", "base/sub/x", "base/sub/x")]
    [InlineData("base//sub", "x", "base/sub/x")]
    [InlineData("base", "baseline/x", "base/baseline/x")]
    [InlineData("a/b", "a/b/c", "a/b/c")]
    [InlineData("a/b", "a/c", "a/b/a/c")]
    public void Resolving_puts_the_folder_first_once(string folder, string path, string key) =>
        Bucket(folder).ResolvePath(path).ShouldBe(key);

    [Fact]
    public void Resolving_twice_is_resolving_once() =>
        Prop.ForAll(s_paths, s_paths, (folder, path) =>
        {
            S3Bucket bucket = Bucket(folder);
            string once = bucket.ResolvePath(path);
            return bucket.ResolvePath(once) == once && once.StartsWith(folder, StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Joining_keeps_the_slash_at_the_end_and_the_folder_at_the_start() =>
        Prop.ForAll(s_paths, s_paths, (folder, path) =>
        {
            string key = Bucket(folder).JoinBucketFolder(path + "/");
            return key == $"{folder}/{path}/" && Bucket(folder).JoinBucketFolder(path) == $"{folder}/{path}";
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(0, 1)]
    [InlineData(8L << 20, 8L << 20)]
    [InlineData(5L << 40, 525L << 20)]
    public void Parts_of_a_known_length_are_ten_thousand_at_most(long length, long atLeast)
    {
        S3PartPlan plan = new(8 << 20, length);

        plan.SizeOf(1).ShouldBeGreaterThanOrEqualTo(Math.Min(atLeast, 5L << 40));
        ((length + plan.SizeOf(1) - 1) / plan.SizeOf(1)).ShouldBeLessThanOrEqualTo(10_000);
        plan.Parts(length).Sum(part => part.Size).ShouldBe(length);
    }

    [Fact]
    public void Parts_of_an_unknown_length_hold_the_largest_object() =>
        Enumerable.Range(1, 10_000).Sum(number => new S3PartPlan(8 << 20, null).SizeOf(number)).ShouldBeGreaterThan(5L << 40);

    private static S3Bucket Bucket(string folder) => new() { BucketName = "b", BucketFolder = folder };
}
