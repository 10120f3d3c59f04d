namespace Prefect.Gcp.Tests;

public sealed class GcsPathTests
{
    [Theory]
    [InlineData("", "x", "x")]
    [InlineData("", "a//b/./c", "a/b/c")]
    [InlineData("", "x/", "x")]
    [InlineData("", "/a", "/a")]
    [InlineData("", "..", "..")]
    [InlineData("", "a\\b", "a\\b")]
    [InlineData("a", "x", "a/x")]
    [InlineData("a/", "x/y/", "a/x/y")]
    [InlineData("a", "a/x", "a/x")]
    [InlineData("a", "a/x//y/", "a/x//y/")]
    [InlineData("a", "a", "a/a")]
    [InlineData("a", "ab/x", "a/ab/x")]
    [InlineData("a", "A/x", "a/A/x")]
    [InlineData("a", "/x", "/x")]
    [InlineData("a/b", "../x", "a/b/../x")]
    [InlineData("ä", "文件", "ä/文件")]
    public void The_folder_is_put_before_paths_that_do_not_begin_with_it(string folder, string path, string name) =>
        Bucket(folder).Resolve(path).ShouldBe(name);

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("/")]
    [InlineData("./")]
    public void Nothing_stands_for_the_whole_bucket(string path) => Bucket("").Resolve(path).ShouldBeNull();

    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a/")]
    [InlineData("a/", "a/")]
    [InlineData("a/b", "a/b/")]
    public void A_folder_gets_a_slash_at_its_end(string given, string kept)
    {
        Bucket(given).BucketFolder.ShouldBe(kept);
        Bucket(given).Basepath.ShouldBe(kept);
        (Bucket("other") with { BucketFolder = given }).BucketFolder.ShouldBe(kept);
    }

    [Theory]
    [InlineData("", null, "")]
    [InlineData("a", null, "a/")]
    [InlineData("a", "", "a/")]
    [InlineData("a", "x", "a/x/")]
    [InlineData("a", "a/x/", "a/x/")]
    [InlineData("", "x", "x/")]
    public void Names_in_a_folder_begin_with_it_and_a_slash(string folder, string? path, string prefix) => Bucket(folder).PrefixOf(path).ShouldBe(prefix);

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\nb")]
    [InlineData(".well-known/acme-challenge/x")]
    [InlineData("")]
    [InlineData("/")]
    public void Names_that_no_object_can_have_are_refused(string path) => Should.Throw<ArgumentException>(() => Bucket("").NameOf(path, "path")).ParamName.ShouldBe("path");

    [Fact]
    public void A_name_is_text() => Should.Throw<ArgumentException>(static () => Bucket("").NameOf("half\uD800", "path")).Message.ShouldContain("half of a character");

    [Fact]
    public void A_name_has_1024_bytes_at_most()
    {
        Bucket("").NameOf(new string('ü', 512), "path").Length.ShouldBe(512);
        Should.Throw<ArgumentException>(() => Bucket("").NameOf(new string('ü', 513), "path")).Message.ShouldContain("1026");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("UPPER")]
    [InlineData("under_score_")]
    [InlineData("a..b")]
    [InlineData("with/slash")]
    [InlineData("../escape")]
    [InlineData("")]
    public void Names_that_no_bucket_can_have_are_refused_before_anything_is_sent(string name) =>
        Should.Throw<GcpConfigurationException>(() => (Bucket("") with { Bucket = name }).Connect()).Field.ShouldBe("bucket");

    [Theory]
    [InlineData("landing")]
    [InlineData("a-b_c.d")]
    [InlineData("www.example.com")]
    [InlineData("0numbers9")]
    public void Names_that_buckets_have_are_taken(string name) => GcsNames.IsBucket(name).ShouldBeTrue();

    private static GcsBucket Bucket(string folder) => new() { Bucket = "landing", BucketFolder = folder };
}
