using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class OktaSignInTests : SnowflakeTest
{
    private SnowflakeCredentials Okta => Credentials with
    {
        Password = Peer.Okta.Password,
        Authenticator = SnowflakeAuthenticator.OktaEndpoint,
        Endpoint = Peer.Okta.Endpoint,
    };

    [Fact]
    public async Task Okta_is_asked_and_its_assertion_signs_in()
    {
        await using SnowflakeSession session = await OpenAsync(Okta);

        Peer.Rest.Requests.Select(static request => request.Host + request.Path).ShouldBe(
        [
            "harbour-cranes.snowflakecomputing.com/session/authenticator-request",
            "harbour.okta.com/api/v1/authn",
            "harbour.okta.com/app/snowflake/abc123/sso/saml",
            "harbour-cranes.snowflakecomputing.com/session/v1/login-request",
        ]);
        ((string?)Peer.Rest.Requests[0].Login()["AUTHENTICATOR"]).ShouldBe("https://harbour.okta.com");
        Peer.Rest.Requests[2].QueryValue("RelayState").ShouldBe("/some/deep/link");
        Peer.Logins.Single().Login().ContainsKey("PASSWORD").ShouldBeFalse();
        Peer.Logins.Single().Login().ContainsKey("endpoint").ShouldBeFalse();
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://harbour.okta.com.evil.example")]
    [InlineData("https://harbour.okta.com:8443")]
    [InlineData("http://harbour.okta.com")]
    public async Task The_password_goes_to_no_other_address_than_the_one_of_the_credentials(string stated)
    {
        Peer.Okta.StatedEndpoint = stated;

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Okta));

        refused.Message.ShouldContain("Check endpoint.");
        Peer.Rest.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("https://other-account.snowflakecomputing.com/fed/login")]
    [InlineData("no address")]
    public async Task An_assertion_for_another_account_is_not_sent(string target)
    {
        Peer.Okta.Target = target;

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Okta));

        refused.Message.ShouldContain("is for another address than 'https://harbour-cranes.snowflakecomputing.com'");
        Peer.Logins.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_password_that_Okta_refuses_is_told_by_Oktas_name()
    {
        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Okta with { Password = "wrong-at-okta-6Pe" }));

        refused.Message.ShouldContain("sign in to Okta 'harbour.okta.com'");
        refused.StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
        refused.ToString().ShouldNotContain("wrong-at-okta-6Pe");
    }

    [Fact]
    public async Task A_second_factor_of_Oktas_own_is_told()
    {
        Peer.Rest.On("POST /api/v1/authn", RestReply.Json("""{"status":"MFA_REQUIRED","stateToken":"00s"}"""));

        (await Should.ThrowAsync<SnowflakeException>(OpenAsync(Okta))).Message.ShouldContain("its status is MFA_REQUIRED");
    }

    [Fact]
    public async Task Each_try_brings_an_assertion_of_its_own()
    {
        int left = 1;
        Peer.Rest.On("POST /session/v1/login-request", _ => left-- > 0 ? RestReply.Status(503) : null);

        await using SnowflakeSession session = await OpenAsync(Okta);

        Peer.Logins.Select(static login => (string?)login.Login()["RAW_SAML_RESPONSE"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_account_without_this_Okta_says_so()
    {
        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Okta with { Endpoint = "https://other.okta.com" }));

        refused.ErrorCode.ShouldBe("390139");
    }
}
