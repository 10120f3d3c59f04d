namespace Prefect.Flows.Tests;

public sealed class AssetTests
{
    [Theory]
    [InlineData("s3://lake/orders.parquet")]
    [InlineData("postgres://db/table")]
    [InlineData("x1://ü")]
    public void Good_keys_are_taken(string key) => new Asset(key).Key.ShouldBe(key);

    [Theory]
    [InlineData("")]
    [InlineData("orders")]
    [InlineData("S3://lake")]
    [InlineData("://lake")]
    [InlineData("s3://")]
    [InlineData("s-3://lake")]
    [InlineData("s3:/lake")]
    [InlineData("s3://a b")]
    [InlineData("s3://a\tb")]
    [InlineData("s3://a#b")]
    [InlineData("s3://a?b")]
    [InlineData("s3://a&b")]
    [InlineData("s3://a%b")]
    [InlineData("s3://a\"b")]
    [InlineData("s3://a'b")]
    [InlineData("s3://a<b>")]
    [InlineData("s3://a[b]")]
    [InlineData("s3://a{b}")]
    [InlineData("s3://a|b")]
    [InlineData("s3://a\\b")]
    [InlineData("s3://a^b")]
    [InlineData("s3://a`b")]
    public void Bad_keys_are_refused(string key) => Should.Throw<ArgumentException>(() => new Asset(key));

    [Fact]
    public void Lengths_are_limited()
    {
        _ = new Asset("s3://" + new string('a', 507));
        Should.Throw<ArgumentException>(() => new Asset("s3://" + new string('a', 508)));
        Should.Throw<ArgumentNullException>(() => new Asset(null!));
        _ = new AssetProperties { Description = new string('d', 2500) };
        Should.Throw<ArgumentException>(() => new AssetProperties { Description = new string('d', 2501) });
    }

    [Fact]
    public void Assets_of_one_key_are_equal()
    {
        Asset plain = "s3://a";
        Asset described = new("s3://a") { Properties = new() { Name = "A" } };
        described.ShouldBe(plain);
        described.GetHashCode().ShouldBe(plain.GetHashCode());
        plain.ToString().ShouldBe("s3://a");
    }

    [Fact]
    public void Only_labels_that_are_set_are_there()
    {
        AssetResources.Of("s3://a").ShouldBe(new Dictionary<string, string> { ["prefect.resource.id"] = "s3://a" });
        AssetResources.Of(new Asset("s3://a") { Properties = new() { Name = "A", Description = "d", Url = "https://a.test", Owners = ["me", "you"] } })
            .ShouldBe(new Dictionary<string, string>
            {
                ["prefect.resource.id"] = "s3://a",
                ["prefect.resource.name"] = "A",
                ["prefect.asset.description"] = "d",
                ["prefect.asset.url"] = "https://a.test",
                ["prefect.asset.owners"] = """["me", "you"]""",
            });
    }

    [Fact]
    public void Materializing_needs_an_asset_and_keeps_the_options()
    {
        FlowTask<int> task = FlowTask.Define("make", () => 1, new() { Retries = 2 });
        FlowTask<int> makes = task.Materializing("s3://a", "s3://a", "s3://b");
        makes.Options.Materializes.Select(asset => asset.Key).ShouldBe(["s3://a", "s3://b"]);
        makes.Options.Retries.ShouldBe(2);
        task.Options.Materializes.ShouldBeEmpty();
        task.Materializing(["s3://a"], by: "dbt").Options.MaterializedBy.ShouldBe("dbt");
        Should.Throw<ArgumentException>(() => task.Materializing());
        Should.Throw<ArgumentNullException>(() => task.Materializing((IReadOnlyList<Asset>)null!));
        Should.Throw<ArgumentNullException>(() => task.Materializing([null!]));
        Should.Throw<ArgumentException>(() => task.Materializing(["s3://a"], by: " "));
    }
}
