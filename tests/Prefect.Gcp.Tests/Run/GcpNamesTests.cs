namespace Prefect.Gcp.Tests.Run;

public sealed class GcpNamesTests
{
    [Theory]
    [InlineData("Nightly Load", "nightly-load")]
    [InlineData("--a__b  c--", "a-b-c")]
    [InlineData("Crème Brûlée, 1,000 mal", "creme-brulee-1000-mal")]
    [InlineData("Straße 7", "strasse-7")]
    [InlineData("don't", "don-t")]
    [InlineData("a &amp; b", "a-b")]
    [InlineData("C:\\jobs\\..\\x", "c-jobs-x")]
    [InlineData("🚀 rocket", "rocket")]
    [InlineData("a very long name of a job that has no end", "a-very-long-name-of-a-job-that")]
    [InlineData("ab cdefghijklmnopqrstuvwxyzabc defg", "ab-cdefghijklmnopqrstuvwxyzabc")]
    public void Names_are_slugs(string name, string slug) => GcpNames.SlugifyName(name).ShouldBe(slug);

    [Theory]
    [InlineData("")]
    [InlineData("---")]
    [InlineData("日本")]
    public void Names_of_which_nothing_is_left_are_null(string name) => GcpNames.SlugifyName(name).ShouldBeNull();

    [Fact]
    public void Slugs_are_as_long_as_they_may_be_and_end_with_no_dash()
    {
        GcpNames.SlugifyName("abc def", 4).ShouldBe("abc");
        GcpNames.SlugifyName(new string('a', 10_000), 55)!.Length.ShouldBe(55);
        Should.Throw<ArgumentNullException>(() => GcpNames.SlugifyName(null!));
        Should.Throw<ArgumentOutOfRangeException>(() => GcpNames.SlugifyName("a", 0));
    }

    [Theory]
    [InlineData("Nightly Load")]
    [InlineData("7 days")]
    [InlineData(null)]
    [InlineData("日本")]
    [InlineData("a-very-long-name-of-a-job-that-has-no-end-and-goes-on-and-on-and-on")]
    public void Jobs_have_names_that_the_service_takes(string? name)
    {
        foreach (string job in (string[])[GcpNames.Job(name), GcpNames.LongJob(name), GcpNames.KeyedJob(name, "2026-11-20")])
        {
            job.Length.ShouldBeLessThanOrEqualTo(63);
            GcpNames.IsJob(job).ShouldBeTrue(job);
        }
    }

    [Fact]
    public void Jobs_end_with_an_id()
    {
        GcpNames.Job("report").ShouldMatch("^report-[0-9a-f]{7}$");
        GcpNames.LongJob("report").ShouldMatch("^report-[0-9a-f]{32}$");
        GcpNames.Job("report").ShouldNotBe(GcpNames.Job("report"));
        GcpNames.KeyedJob("report", "a").ShouldBe(GcpNames.KeyedJob("report", "a"));
        GcpNames.KeyedJob("report", "a").ShouldNotBe(GcpNames.KeyedJob("report", "b"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("7a")]
    [InlineData("a/../b")]
    public void Other_names_are_none_of_jobs(string name) => GcpNames.IsJob(name).ShouldBeFalse();

    [Theory]
    [InlineData("prefect.io/flow-run-id", "prefect-io_flow-run-id")]
    [InlineData("Brave Otter!", "brave-otter")]
    [InlineData("a_b", "a_b")]
    public void Vertex_has_labels_of_its_own(string label, string expected) => GcpNames.VertexLabel(label).ShouldBe(expected);
}
