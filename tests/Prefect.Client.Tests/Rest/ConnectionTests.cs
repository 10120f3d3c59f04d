using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class ConnectionTests : ApiTest
{
    [Fact]
    public async Task No_more_than_sixteen_requests_are_under_way_at_once()
    {
        TaskCompletionSource gate = new();
        Server.Script("GET /version", [.. Enumerable.Repeat(ServerReply.Json("0.8.4") with { Held = gate.Task }, 17)]);
        PrefectApi api = Api();

        Task[] calls = [.. Enumerable.Range(0, 17).Select(_ => api.Admin.ReadApiVersionAsync(Ct))];
        while (Server.Requests.Count < 16)
        {
            await Task.Yield();
        }

        await Task.WhenAny(calls[0], Task.Delay(100, Ct));
        Server.Requests.Count.ShouldBe(16);
        gate.SetResult();
        await Task.WhenAll(calls);
        Server.Requests.Count.ShouldBe(17);
    }

    [Fact]
    public void One_client_is_shared_by_all_with_the_same_settings()
    {
        PrefectSettings settings = Settings();
        ConnectionKey key = ConnectionKey.Of(settings, new ApiAddress(settings));

        PrefectApi.For(settings).ShouldBeSameAs(PrefectApi.For(settings));
        HttpClientCache.Get(key).ShouldBeSameAs(HttpClientCache.Get(ConnectionKey.Of(Settings(), new ApiAddress(Settings()))));
        HttpClientCache.Get(key).ShouldNotBeSameAs(HttpClientCache.Get(key with { TrustsAnyone = true }));
    }

    [Fact]
    public void Without_an_address_the_error_names_the_ways_to_give_one()
    {
        PrefectSettings settings = SettingsFor("");

        SettingsException error = Should.Throw<SettingsException>(() => PrefectApi.For(settings));

        error.Key.ShouldBe("PREFECT_API_URL");
        error.Message.ShouldContain("environment");
        error.Message.ShouldContain("profile");
        error.Message.ShouldContain("prefect.toml");
    }

    [Theory]
    [InlineData("3.8.3", 3, 8, 3)]
    [InlineData("3.9.0.dev4+2.gabc", 3, 9, 0)]
    [InlineData("2.20.1", 2, 20, 1)]
    [InlineData("v3", 3, 0, 0)]
    public void Versions_are_read_as_Python_writes_them(string text, int major, int minor, int patch) =>
        AdminApi.Parse(text).ShouldBe(new Version(major, minor, patch));

    [Fact]
    public async Task The_version_is_compared_once()
    {
        PrefectApi api = Api();

        (await api.Admin.EnsureCompatibleAsync(Ct)).ShouldBe(new Version(3, 8, 3));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => api.Admin.EnsureCompatibleAsync(Ct)));

        Server.RequestsFor("GET /admin/version").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_comparison_that_failed_is_made_again()
    {
        Server.Script("GET /admin/version", ServerReply.Exception(500, "Oh"));
        PrefectApi api = Api();

        await Should.ThrowAsync<PrefectApiException>(() => api.Admin.EnsureCompatibleAsync(Ct));

        (await api.Admin.EnsureCompatibleAsync(Ct)).ShouldBe(new Version(3, 8, 3));
    }

    [Fact]
    public async Task A_server_of_another_generation_is_refused()
    {
        Server.Script("GET /admin/version", ServerReply.Json("2.20.1"));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.EnsureCompatibleAsync(Ct));

        error.Message.ShouldContain("2.20.1");
        error.Message.ShouldContain("PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED");
    }

    [Fact]
    public async Task An_older_server_is_warned_of()
    {
        Server.Script("GET /admin/version", ServerReply.Json("3.4.0"));
        CapturedLog log = new();
        PrefectApi api = new(Settings(), Options with { LoggerFactory = log });

        (await api.Admin.EnsureCompatibleAsync(Ct)).ShouldBe(new Version(3, 4, 0));

        log.Entries.ShouldHaveSingleItem().ToString().ShouldContain("3.4.0");
    }

    [Fact]
    public async Task Nothing_is_compared_on_Prefect_Cloud_or_where_that_is_switched_off()
    {
        (await Api(("PREFECT_CLOUD_API_URL", Server.Url)).Admin.EnsureCompatibleAsync(Ct)).ShouldBeNull();
        (await Api(("PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED", "false")).Admin.EnsureCompatibleAsync(Ct)).ShouldBeNull();

        Server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a\0b")]
    [InlineData("\uD800")]
    public void A_name_that_would_lead_elsewhere_is_refused(string name) => Should.Throw<ArgumentException>(() => ApiAddress.Segment(name, nameof(name)));

    [Theory]
    [InlineData("a b", "/x/a%20b")]
    [InlineData("a/b", "/x/a%2Fb")]
    [InlineData("../b?c#d%", "/x/..%2Fb%3Fc%23d%25")]
    [InlineData("ä", "/x/%C3%A4")]
    public void A_name_is_escaped(string name, string path) => ApiAddress.Path("x", name).ShouldBe(path);
}
