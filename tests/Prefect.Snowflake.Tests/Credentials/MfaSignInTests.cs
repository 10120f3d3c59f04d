using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class MfaSignInTests : SnowflakeTest
{
    private SnowflakeCredentials Mfa => Credentials with { Authenticator = SnowflakeAuthenticator.UsernamePasswordMfa };

    [Fact]
    public async Task The_first_sign_in_is_pushed_and_the_next_brings_the_token_that_was_given_for_it()
    {
        Peer.User.NeedsSecondFactor = true;
        SnowflakeAccess access = Access();

        await using SnowflakeSession first = await OpenAsync(Mfa, access: access);
        await using SnowflakeSession second = await OpenAsync(Mfa, access: access);

        Peer.Logins.Select(static login => (string?)login.Login()["EXT_AUTHN_DUO_METHOD"]).ShouldBe(["push", "push"]);
        Peer.Logins[0].Login().ContainsKey("TOKEN").ShouldBeFalse();
        ((string?)Peer.Logins[1].Login()["TOKEN"]).ShouldBe(Peer.User.KeptTokens.Keys.First(token => token == (string?)Peer.Logins[1].Login()["TOKEN"]));
        ((string?)Peer.Logins[1].Login()["PASSWORD"]).ShouldBe(Peer.User.Password);
    }

    [Fact]
    public async Task A_token_that_is_refused_is_forgotten_and_a_person_asked_again()
    {
        Peer.User.NeedsSecondFactor = true;
        SnowflakeAccess access = Access();
        await using SnowflakeSession first = await OpenAsync(Mfa, access: access);
        Peer.User.KeptTokens.Clear();

        await using SnowflakeSession second = await OpenAsync(Mfa, access: access);

        Peer.Logins.Select(static login => login.Login().ContainsKey("TOKEN")).ShouldBe([false, true, false]);
    }

    [Fact]
    public async Task A_wrong_password_is_not_sent_again_without_the_token()
    {
        Peer.User.NeedsSecondFactor = true;
        SnowflakeAccess access = Access();
        await using SnowflakeSession first = await OpenAsync(Mfa, access: access);

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Mfa with { Password = "wrong-password-with-a-token" }, access: access));
        await using SnowflakeSession third = await OpenAsync(Mfa, access: access);

        refused.ErrorCode.ShouldBe("390100");
        Peer.Logins.Select(static login => login.Login().ContainsKey("TOKEN")).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task A_passcode_takes_the_place_of_the_push()
    {
        Peer.User.NeedsSecondFactor = true;

        await using SnowflakeSession session = await OpenAsync(Mfa, new() { Passcode = Peer.User.Passcode });

        ((string?)Peer.Logins.Single().Login()["EXT_AUTHN_DUO_METHOD"]).ShouldBe("passcode");
        ((string?)Peer.Logins.Single().Login()["PASSCODE"]).ShouldBe(Peer.User.Passcode);
    }

    [Fact]
    public async Task A_push_whose_answer_is_lost_does_not_ring_the_phone_again()
    {
        Peer.Rest.On("POST /session/v1/login-request", RestReply.Reset());

        await Should.ThrowAsync<SnowflakeException>(OpenAsync(Mfa));

        Peer.Logins.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_at_once_ask_a_person_once()
    {
        Peer.User.NeedsSecondFactor = true;
        SnowflakeAccess access = Access();

        SnowflakeSession[] sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => OpenAsync(Mfa, access: access)));

        Peer.Logins.Count(static login => !login.Login().ContainsKey("TOKEN")).ShouldBe(1);
        Peer.OpenSessions.ShouldBe(8);
        await Task.WhenAll(sessions.Select(static session => session.DisposeAsync().AsTask()));
        Peer.OpenSessions.ShouldBe(0);
    }
}
