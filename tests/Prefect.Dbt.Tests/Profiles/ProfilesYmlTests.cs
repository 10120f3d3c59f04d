using Prefect.Testing;

namespace Prefect.Dbt.Tests.Profiles;

public sealed class ProfilesYmlTests : IDisposable
{
    private const string Two = """
        config:
          partial_parse: true
        shop:
          target: prod
          outputs:
            dev: {type: duckdb, path: dev.duckdb, schema: main, threads: 2}
            prod:
              type: duckdb
              path: /data/prod.duckdb
              schema: "123"
              password: "{{ env_var('DBT_PASSWORD') }}"
              port: 5432
              keepalive: no
        other:
          target: dev
          outputs:
            dev: {type: bigquery, dataset: analytics}
        """;

    private readonly TemporaryDirectory _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task First_profile_and_its_own_target_are_taken_when_none_is_named()
    {
        TargetConfigs configs = await ReadAsync(Two);

        configs.Type.ShouldBe("duckdb");
        configs.Schema.ShouldBe("123");
        configs.Threads.ShouldBe(4);
        configs.AllowFieldOverrides.ShouldBeFalse();
        (await configs.GetConfigsAsync(Cancellation)).ToJsonString().ShouldBe(
            """{"type":"duckdb","schema":"123","threads":4,"path":"/data/prod.duckdb","password":"{{ env_var(\u0027DBT_PASSWORD\u0027) }}","port":5432,"keepalive":false}""");
    }

    [Theory]
    [InlineData("shop", "dev", "main")]
    [InlineData("other", null, "analytics")]
    public async Task Profile_and_target_can_be_named(string profile, string? target, string schema) =>
        (await ReadAsync(Two, profile, target)).Schema.ShouldBe(schema);

    [Theory]
    [InlineData(Two, "missing", null, "no profile 'missing'")]
    [InlineData(Two, "shop", "missing", "no target 'missing'")]
    [InlineData("shop: {target: dev}", null, null, "no outputs")]
    [InlineData("shop: {outputs: {dev: {type: duckdb, schema: a}}}", null, null, "names no target")]
    [InlineData("shop: {target: dev, outputs: {dev: {schema: a}}}", null, null, "no type")]
    [InlineData("shop: {target: dev, outputs: {dev: {type: postgres, host: a}}}", null, null, "no schema")]
    [InlineData("shop: {target: dev, outputs: {dev: {type: duckdb, schema: a, threads: 2.5}}}", null, null, "whole number")]
    [InlineData("shop: {target: dev, outputs: {dev: {type: duckdb, schema: a, threads: 99999999999}}}", null, null, "whole number")]
    [InlineData("config: {}", null, null, "holds no profile")]
    [InlineData("", null, null, "holds no profile")]
    [InlineData("- a\n- b", null, null, "not one mapping")]
    [InlineData("a: [", null, null, "no YAML")]
    public async Task What_is_missing_is_named(string text, string? profile, string? target, string message) =>
        (await Should.ThrowAsync<DbtConfigurationException>(() => ReadAsync(text, profile, target))).Message.ShouldContain(message);

    [Fact]
    public async Task Missing_file_is_named() =>
        (await Should.ThrowAsync<DbtConfigurationException>(() => TargetConfigs.FromProfilesYmlAsync(profilesDir: _folder.Path, cancellationToken: Cancellation)))
            .Message.ShouldContain(Path.Combine(_folder.Path, "profiles.yml"));

    [Fact]
    public async Task Anchors_and_merged_mappings_are_followed()
    {
        TargetConfigs configs = await ReadAsync(
            "base: &base {type: duckdb, schema: main}\nshop:\n  target: dev\n  outputs:\n    dev:\n      <<: *base\n      schema: own\n", "shop");
        configs.Type.ShouldBe("duckdb");
        configs.Schema.ShouldBe("own");
    }

    private async Task<TargetConfigs> ReadAsync(string text, string? profile = null, string? target = null)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "profiles.yml"), text, Cancellation);
        return await TargetConfigs.FromProfilesYmlAsync(profile, target, _folder.Path, cancellationToken: Cancellation);
    }
}
