using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Identity;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class EntraPasswordTests
{
    private const string Enabled = "PREFECT_INTEGRATIONS_AZURE_POSTGRES_MANAGED_IDENTITY_ENABLED";
    private const string ClientId = "PREFECT_INTEGRATIONS_AZURE_POSTGRES_MANAGED_IDENTITY_CLIENT_ID";
    private const string Text = "Host=sales.postgres.database.azure.com;Username=etl-identity;Database=sales";

    private readonly ManualClock _clock = new();
    private int _made;
    private Func<CancellationToken, Task> _before = _ => Task.CompletedTask;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static DbConnectionStringBuilder Connection => new() { ConnectionString = Text };

    private EntraPasswordProvider Passwords => new(DelegatedTokenCredential.Create((_, _) => default, GiveAsync), timeProvider: _clock);

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task The_identity_of_a_machine_is_the_password(bool isAppService, bool isOfUser)
    {
        await using AzureMachine machine = await AzureMachine.StartAsync();
        machine.Environment[Enabled] = "true";
        if (isAppService)
        {
            machine.Environment["IDENTITY_ENDPOINT"] = machine.Peer.IdentityEndpoint.AbsoluteUri;
            machine.Environment["IDENTITY_HEADER"] = machine.Peer.IdentityHeader;
        }
        else
        {
            machine.LookForIdentityAlone();
        }

        if (isOfUser)
        {
            machine.Environment[ClientId] = machine.Peer.IdentityClientId;
        }

        WorkerOutcome outcome = await machine.RunAsync([], "password", Text);

        ArmRequest asked = machine.Peer.SignInRequests.ShouldHaveSingleItem();
        outcome.ShouldBe(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(machine.Peer.Tokens.Single()))));
        asked.Query["resource"].TrimEnd('/').ShouldBe("https://ossrdbms-aad.database.windows.net");
        asked.Query.GetValueOrDefault("client_id").ShouldBe(isOfUser ? machine.Peer.IdentityClientId : null);
    }

    [Fact]
    public async Task Nothing_is_asked_where_it_is_not_switched_on()
    {
        await using AzureMachine machine = await AzureMachine.StartAsync();

        (await machine.RunAsync([], "password", Text)).ShouldBe("off");

        machine.Peer.SignIns.ShouldBe(0);
    }

    [Fact]
    public async Task An_identity_that_is_not_there_is_told()
    {
        await using AzureMachine machine = await AzureMachine.StartAsync();
        machine.Environment[Enabled] = "1";
        machine.Environment[ClientId] = Guid.NewGuid().ToString();

        WorkerOutcome outcome = await machine.RunAsync([], "password", Text);

        outcome.Error.ShouldBe(nameof(AzureException));
        outcome.Message.ShouldNotBeNull().ShouldStartWith("Could not get a token to sign in to PostgreSQL: ");
        outcome.Message.ShouldContain("The requested identity has not been assigned");
    }

    [Fact]
    public async Task A_token_is_used_until_shortly_before_its_end_and_then_renewed_once()
    {
        EntraPasswordProvider passwords = Passwords;
        (await passwords.GetPasswordAsync(Connection, Token)).ShouldBe("token-1");
        passwords.GetPassword(Connection).ShouldBe("token-1");
        _clock.Advance(TimeSpan.FromMinutes(54));
        (await passwords.GetPasswordAsync(Connection, Token)).ShouldBe("token-1");

        _clock.Advance(TimeSpan.FromMinutes(2));
        string[] renewed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => passwords.GetPasswordAsync(Connection, Token).AsTask()));

        renewed.ShouldAllBe(password => password == "token-2");
        _made.ShouldBe(2);
        SecretMasker.Mask("The password is token-2.").ShouldNotContain("token-2");
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_used_to_its_end()
    {
        EntraPasswordProvider passwords = Passwords;
        await passwords.GetPasswordAsync(Connection, Token);
        _before = _ => throw new AuthenticationFailedException("The sign-in is broken.");

        _clock.Advance(TimeSpan.FromMinutes(58));
        (await passwords.GetPasswordAsync(Connection, Token)).ShouldBe("token-1");
        _clock.Advance(TimeSpan.FromMinutes(2));
        AzureException exception = await Should.ThrowAsync<AzureException>(() => passwords.GetPasswordAsync(Connection, Token).AsTask());

        exception.Message.ShouldContain("The sign-in is broken.");
        exception.ToString().ShouldNotContain("token-1");
        _before = _ => Task.CompletedTask;
        (await passwords.GetPasswordAsync(Connection, Token)).ShouldBe("token-2");
    }

    [Fact]
    public async Task One_who_stops_waiting_takes_the_token_from_nobody_else()
    {
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _before = _ => held.Task;
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        EntraPasswordProvider passwords = Passwords;
        Task<string> first = passwords.GetPasswordAsync(Connection, cancelled.Token).AsTask();
        Task<string> second = passwords.GetPasswordAsync(Connection, Token).AsTask();

        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        held.SetResult();

        (await second).ShouldBe("token-1");
        _made.ShouldBe(1);
    }

    [Fact]
    public async Task Tokens_are_for_databases_of_the_cloud_that_is_said()
    {
        List<string> scopes = [];
        TokenCredential credential = DelegatedTokenCredential.Create((context, _) =>
        {
            scopes.AddRange(context.Scopes);
            return new AccessToken("token", _clock.GetUtcNow().AddHours(1));
        });

        await new EntraPasswordProvider(credential, timeProvider: _clock).GetPasswordAsync(Connection, Token);
        await new EntraPasswordProvider(credential, "https://ossrdbms-aad.database.usgovcloudapi.net/.default", _clock).GetPasswordAsync(Connection, Token);

        scopes.ShouldBe([EntraPasswordProvider.DefaultScope, "https://ossrdbms-aad.database.usgovcloudapi.net/.default"]);
    }

    [Fact]
    public async Task Arguments_are_checked_first()
    {
        Should.Throw<ArgumentNullException>(() => new EntraPasswordProvider(null!));
        await Should.ThrowAsync<ArgumentNullException>(() => Passwords.GetPasswordAsync(null!, Token).AsTask());
        await Should.ThrowAsync<OperationCanceledException>(() => Passwords.GetPasswordAsync(Connection, new CancellationToken(canceled: true)).AsTask());
        _made.ShouldBe(0);
    }

    [Fact]
    public void Connections_are_encrypted_and_the_server_is_checked()
    {
        DbConnectionStringBuilder connection = Connection;

        EntraPasswordProvider.RequireTls(connection);

        connection["SSL Mode"].ShouldBe("VerifyFull");
        SignsInWith(Passwords.GetPassword, Passwords.GetPasswordAsync);
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("false", false)]
    [InlineData("0", false)]
    [InlineData("True", true)]
    [InlineData(" on ", true)]
    public void Settings_come_from_the_environment(string? text, bool isEnabled)
    {
        EntraPostgresSettings settings = EntraPostgresSettings.From(name => name switch
        {
            Enabled => text,
            ClientId => " 1234 ",
            _ => null,
        });

        settings.ShouldBe(new EntraPostgresSettings { Enabled = isEnabled, ClientId = "1234" });
        (settings.CreatePasswordProvider(new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned)) is not null).ShouldBe(isEnabled);
    }

    [Fact]
    public void A_setting_that_is_no_truth_value_is_refused() =>
        Should.Throw<AzureConfigurationException>(() => EntraPostgresSettings.From(_ => "perhaps")).Field.ShouldBe(Enabled);

    // The form of Npgsql's password providers, whose connection strings are of a derived type.
    private static void SignsInWith(
        Func<DerivedBuilder, string> provider, Func<DerivedBuilder, CancellationToken, ValueTask<string>> asyncProvider)
    {
        provider.ShouldNotBeNull();
        asyncProvider.ShouldNotBeNull();
    }

    private async ValueTask<AccessToken> GiveAsync(TokenRequestContext context, CancellationToken cancellationToken)
    {
        await _before(cancellationToken);
        return new AccessToken($"token-{Interlocked.Increment(ref _made)}", _clock.GetUtcNow().AddHours(1));
    }

    private sealed class DerivedBuilder : DbConnectionStringBuilder;
}
