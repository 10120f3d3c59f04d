using System.Security.Cryptography;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class PrivateKeyTests
{
    private const string Passphrase = "passphrase-9Vb";

    private static readonly RSA s_key = RSA.Create(2048);

    private static readonly string s_plain = s_key.ExportPkcs8PrivateKeyPem();

    private static readonly string s_encrypted = s_key.ExportEncryptedPkcs8PrivateKeyPem(
        Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_comes_out_unencrypted()
    {
        byte[] expected = s_key.ExportPkcs8PrivateKey();

        (await With(s_plain).ResolvePrivateKeyAsync(Token)).ShouldBe(expected);
        (await With(s_encrypted, Passphrase).ResolvePrivateKeyAsync(Token)).ShouldBe(expected);
        (await With(s_key.ExportRSAPrivateKeyPem()).ResolvePrivateKeyAsync(Token)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("spaces")]
    [InlineData("spaces around the body")]
    [InlineData("written breaks")]
    [InlineData("Windows")]
    [InlineData("indented")]
    [InlineData("text around")]
    public async Task A_key_whose_line_breaks_were_lost_is_repaired(string damage)
    {
        string damaged = damage switch
        {
            "spaces" => s_plain.Replace('\n', ' '),
            "spaces around the body" => s_plain.Replace("-----\n", "----- ", StringComparison.Ordinal).Replace("\n-----", " -----", StringComparison.Ordinal),
            "written breaks" => s_plain.Replace("\n", "\\n", StringComparison.Ordinal),
            "Windows" => s_plain.Replace("\n", "\r\n", StringComparison.Ordinal),
            "indented" => s_plain.Replace("\n", "\n    ", StringComparison.Ordinal),
            _ => "Bag Attributes\n" + s_plain + "\n\n",
        };

        (await With(damaged).ResolvePrivateKeyAsync(Token)).ShouldBe(s_key.ExportPkcs8PrivateKey());
    }

    [Theory]
    [InlineData("no key at all")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIE\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nMIIE\n-----END RSA PRIVATE KEY-----")]
    [InlineData("\0\u0001\uFFFD")]
    public async Task What_is_no_key_in_PEM_form_is_refused_without_repeating_it(string text)
    {
        InvalidPemFormatException refused = await Should.ThrowAsync<InvalidPemFormatException>(With(text).ResolvePrivateKeyAsync(Token));

        refused.Message.ShouldNotContain("MIIE");
    }

    [Theory]
    [InlineData(true, null, "The private key is encrypted: set private_key_passphrase.")]
    [InlineData(true, " \t", "The private key is encrypted: set private_key_passphrase.")]
    [InlineData(true, "another-4Hw", "The private key cannot be decrypted: the passphrase is wrong, or the key is damaged.")]
    [InlineData(false, Passphrase, "The private key is not encrypted, but there is a passphrase: leave private_key_passphrase (or password) out.")]
    public async Task A_passphrase_must_fit(bool isEncrypted, string? passphrase, string message)
    {
        SnowflakeConfigurationException refused = await Should.ThrowAsync<SnowflakeConfigurationException>(
            With(isEncrypted ? s_encrypted : s_plain, passphrase).ResolvePrivateKeyAsync(Token));

        refused.Message.ShouldBe(message);
        refused.Field.ShouldBe("private_key_passphrase");
    }

    [Fact]
    public async Task A_blank_passphrase_is_none() =>
        (await With(s_plain, "  ").ResolvePrivateKeyAsync(Token)).ShouldNotBeNull();

    [Fact]
    public async Task A_password_in_the_place_of_the_passphrase_serves_with_a_warning()
    {
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        SnowflakeCredentials credentials = With(s_encrypted) with { Password = new SecretString(Passphrase) };

        (await credentials.ResolvePrivateKeyAsync(Token)).ShouldBe(s_key.ExportPkcs8PrivateKey());

        log.Entries.ShouldContain(static entry => entry.ToString().Contains("set private_key_passphrase instead", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_key_is_refused()
    {
        string damaged = "-----BEGIN PRIVATE KEY-----\n" + Convert.ToBase64String(new byte[64]) + "\n-----END PRIVATE KEY-----";

        (await Should.ThrowAsync<SnowflakeConfigurationException>(With(damaged).ResolvePrivateKeyAsync(Token))).Field.ShouldBe("private_key");
    }

    [Fact]
    public async Task There_may_be_no_key()
    {
        SnowflakeCredentials credentials = new() { Account = "harbour-cranes", User = "loader", Password = "no-key-at-all-1Ts" };

        (await credentials.ResolvePrivateKeyAsync(Token)).ShouldBeNull();
        credentials.ResolvePrivateKey(Token).ShouldBeNull();
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        SnowflakeCredentials credentials = new() { Account = "harbour-cranes", User = "loader", PrivateKeyPath = "/no/such/key.p8" };

        SnowflakeConfigurationException refused = await Should.ThrowAsync<SnowflakeConfigurationException>(credentials.ResolvePrivateKeyAsync(Token));

        refused.Message.ShouldContain("'/no/such/key.p8'");
        refused.Field.ShouldBe("private_key_path");
    }

    [Fact]
    public async Task A_file_that_holds_no_text_is_no_key()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Path, "key.der");
        await File.WriteAllBytesAsync(path, [0xFF, 0xFE, 0x00, 0x80, 0x81], Token);
        SnowflakeCredentials credentials = new() { Account = "harbour-cranes", User = "loader", PrivateKeyPath = path };

        await Should.ThrowAsync<InvalidPemFormatException>(credentials.ResolvePrivateKeyAsync(Token));
    }

    private static SnowflakeCredentials With(string key, string? passphrase = null) => new()
    {
        Account = "harbour-cranes",
        User = "loader",
        PrivateKey = key,
        PrivateKeyPassphrase = passphrase is null ? null : new SecretString(passphrase),
    };
}
