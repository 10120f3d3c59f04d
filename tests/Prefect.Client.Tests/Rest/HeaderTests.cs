using System.Text;
using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class HeaderTests : ApiTest
{
    private const string Pair = "admin:päss-word";

    private async Task<ServerRequest> SentAsync(params (string Name, string Value)[] values)
    {
        await Api(values).Admin.ReadApiVersionAsync(Ct);
        return Server.Requests[^1];
    }

    [Fact]
    public async Task The_client_names_itself_in_the_form_that_servers_look_for()
    {
        ServerRequest request = await SentAsync();

        request.Headers["User-Agent"].ShouldBe("prefect/3.4.11 (API 0.8.4)");
        request.Headers["X-PREFECT-API-VERSION"].ShouldBe("0.8.4");
        request.Headers["X-Prefect-Cs-Version"].ShouldBe("0.1.0");
        request.Headers.Keys.ShouldNotContain("Authorization");
    }

    [Fact]
    public async Task A_key_is_a_bearer_token() =>
        (await SentAsync(("PREFECT_API_KEY", "pnu_1234567890"))).Headers["Authorization"].ShouldBe("Bearer pnu_1234567890");

    [Fact]
    public async Task An_auth_string_is_sent_whole() => (await SentAsync(("PREFECT_API_AUTH_STRING", Pair)))
        .Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(Pair)));

    [Fact]
    public async Task An_auth_string_beats_a_key() => (await SentAsync(("PREFECT_API_KEY", "pnu_1234567890"), ("PREFECT_API_AUTH_STRING", Pair)))
        .Headers["Authorization"].ShouldStartWith("Basic ");

    [Fact]
    public async Task A_user_in_the_address_is_signed_in()
    {
        PrefectApi api = Api(("PREFECT_API_URL", Server.Url.Replace("http://", "http://ad%6Din:pa%3Ass@")));

        await api.Admin.ReadApiVersionAsync(Ct);

        Server.Requests[^1].Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String("admin:pa:ss"u8));
        api.Address.ShouldBe(Server.Url);
    }

    [Fact]
    public async Task Custom_headers_are_sent_and_go_before_the_client_s_own()
    {
        ServerRequest request = await SentAsync(
            ("PREFECT_API_KEY", "pnu_1234567890"),
            ("PREFECT_CLIENT_CUSTOM_HEADERS", """{"CF-Access-Client-Id": "me", "authorization": "Custom x", "User-Agent": "evil", "prefect-csrf-token": "t"}"""));

        request.Headers["CF-Access-Client-Id"].ShouldBe("me");
        request.Headers["Authorization"].ShouldBe("Custom x");
        request.Headers["User-Agent"].ShouldBe("prefect/3.4.11 (API 0.8.4)");
        request.Headers.Keys.ShouldNotContain("Prefect-Csrf-Token");
    }

    [Fact]
    public async Task A_wrong_password_is_told_without_repeating_it()
    {
        await using PrefectServer strict = await PrefectServer.StartAsync(new() { AuthString = "admin:right" }, Ct);
        PrefectApi api = new(SettingsFor(strict.Url, ("PREFECT_API_AUTH_STRING", Pair)), Options);

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.Detail.ShouldBe("Unauthorized");
        error.Message.ShouldContain("PREFECT_API_AUTH_STRING");
        LeaksNothing(error);
    }

    [Fact]
    public async Task A_server_that_repeats_secrets_does_not_bring_them_into_the_error()
    {
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(Pair));
        Server.Script("GET /version", ServerReply.Refused(400, $"Header Authorization: Basic {basic} ({Pair}); CF: cf-secret-value"));
        PrefectApi api = Api(("PREFECT_API_AUTH_STRING", Pair), ("PREFECT_CLIENT_CUSTOM_HEADERS", """{"CF": "cf-secret-value"}"""));

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.Detail.ShouldNotBeNull().ShouldContain(SecretSetting.Mask);
        LeaksNothing(error);
        error.ToString().ShouldNotContain("cf-secret-value");
    }

    [Fact]
    public async Task The_input_that_a_refusal_repeats_is_left_out()
    {
        Guid id = Server.AddFlowRun("RUNNING");
        Server.Script("POST /flow_runs/*/set_state", ServerReply.Text(
            """{"exception_message": "Invalid request received.", "exception_detail": [{"type": "x", "loc": ["body", "data"], "msg": "Value error, no.", "input": "top-secret"}], "request_body": {"data": "top-secret"}}""", status: 422));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct));

        error.Detail.ShouldBe("Invalid request received. body.data: Value error, no.");
        error.ToString().ShouldNotContain("top-secret");
    }

    private static void LeaksNothing(Exception error)
    {
        string text = error.ToString();
        text.ShouldNotContain("päss-word");
        text.ShouldNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Pair)));
    }
}
