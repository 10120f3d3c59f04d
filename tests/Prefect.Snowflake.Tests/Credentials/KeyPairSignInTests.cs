using System.Security.Cryptography;
using System.Text;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class KeyPairSignInTests : SnowflakeTest
{
    private SnowflakeCredentials KeyPair(string pem) => new() { Account = Peer.Account, User = "loader", PrivateKey = pem };

    [Fact]
    public async Task A_key_signs_in_and_nothing_else_is_sent()
    {
        await using SnowflakeSession session = await OpenAsync(KeyPair(Peer.User.NewKey()));

        Peer.Logins.Single().Login().ContainsKey("PASSWORD").ShouldBeFalse();
        ((string?)Peer.Logins.Single().Login()["AUTHENTICATOR"]).ShouldBe("SNOWFLAKE_JWT");
    }

    [Fact]
    public async Task An_encrypted_key_of_a_file_signs_in()
    {
        using TemporaryDirectory folder = new();
        using RSA key = RSA.Create(2048);
        Peer.User.PublicKey = key.ExportSubjectPublicKeyInfoPem();
        string path = Path.Combine(folder.Path, "key.p8");
        const string Passphrase = "passphrase-of-a-key-8Wc";
        await File.WriteAllTextAsync(path, key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)), Token);
        SnowflakeCredentials credentials = new() { Account = Peer.Account, User = "loader", PrivateKeyPath = path, PrivateKeyPassphrase = Passphrase };

        await using SnowflakeSession first = await OpenAsync(credentials);

        // The password in the passphrase's place is what older documents have.
        await using SnowflakeSession second = await OpenAsync(credentials with { PrivateKeyPassphrase = null, Password = Passphrase });
        Peer.Logins.ShouldAllBe(static login => !login.Login().ContainsKey("PASSWORD"));
    }

    [Fact]
    public async Task A_key_of_an_elliptic_curve_signs_in()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Peer.User.PublicKey = key.ExportSubjectPublicKeyInfoPem();

        await using SnowflakeSession session = await OpenAsync(KeyPair(key.ExportPkcs8PrivateKeyPem()));

        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task A_key_goes_before_the_authenticator()
    {
        SnowflakeCredentials credentials = KeyPair(Peer.User.NewKey()) with { Authenticator = SnowflakeAuthenticator.ExternalBrowser };

        await using SnowflakeSession session = await OpenAsync(credentials);

        ((string?)Peer.Logins.Single().Login()["AUTHENTICATOR"]).ShouldBe("SNOWFLAKE_JWT");
    }

    [Fact]
    public async Task Each_try_is_signed_anew()
    {
        int left = 1;
        Peer.Rest.On("POST /session/v1/login-request", _ =>
        {
            Clock.Advance(TimeSpan.FromSeconds(5));
            return left-- > 0 ? RestReply.Status(503) : null;
        });

        await using SnowflakeSession session = await OpenAsync(KeyPair(Peer.User.NewKey()));

        Peer.Logins.Select(static login => (string?)login.Login()["TOKEN"]).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task A_key_that_the_user_does_not_have_is_refused_with_what_to_do()
    {
        using RSA key = RSA.Create(2048);
        _ = Peer.User.NewKey();

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(KeyPair(key.ExportPkcs8PrivateKeyPem())));

        refused.ErrorCode.ShouldBe("390144");
        refused.Message.ShouldContain("DESC USER");
    }

    [Fact]
    public void The_name_of_the_account_stands_in_the_token_without_its_region()
    {
        using RSA key = RSA.Create(2048);
        string token = KeyPairToken.Create(key.ExportPkcs8PrivateKey(), SnowflakeAccount.Parse("ab12345.eu-central-1").Name, "Loader", Clock.GetUtcNow());

        string claims = Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));

        claims.ShouldContain("\"sub\":\"AB12345.LOADER\"");
        claims.ShouldContain("\"iss\":\"AB12345.LOADER.SHA256:");
    }
}
