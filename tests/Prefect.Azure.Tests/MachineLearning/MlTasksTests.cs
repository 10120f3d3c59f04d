using System.Net;
using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class MlTasksTests : MlTest
{
    private const string Datastores = Workspace + "/datastores";
    private static readonly string s_key = Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    private static AzureBlobStorageCredentials Account => new()
    {
        ConnectionString = $"DefaultEndpointsProtocol=https;AccountName=lake;AccountKey={s_key};EndpointSuffix=core.windows.net",
    };

    [Fact]
    public async Task Datastores_of_all_pages_are_listed_by_name()
    {
        Peer.On("GET " + Datastores, request => request.Query.ContainsKey("$skip")
            ? ArmReply.Json($$"""{"value":[{{Datastore("files", type: "AzureFile")}}]}""")
            : ArmReply.Json($$"""{"value":[{{Datastore("raw", isDefault: true)}},{{Datastore("cooked")}}],"nextLink":"https://management.azure.com{{Datastores}}?api-version=2024-04-01&$skip=2"}"""));
        IReadOnlyDictionary<string, AzureMlDatastore> found = await MlTasks.ListDatastoresAsync(Credentials, Token);
        found.Keys.ShouldBe(["raw", "cooked", "files"]);
        found["raw"].ShouldBe(new AzureMlDatastore
        {
            Name = "raw",
            DatastoreType = "AzureBlob",
            AccountName = "lake",
            ContainerName = "raw",
            Endpoint = "core.windows.net",
            Protocol = "https",
            CredentialsType = "AccountKey",
            IsDefault = true,
            Description = "Raw data",
            PrincipalTenant = Guid.Empty.ToString(),
            PrincipalId = "app",
        });
    }

    [Fact]
    public async Task Page_on_another_host_is_not_followed()
    {
        Peer.On("GET " + Datastores, ArmReply.Json("""{"value":[],"nextLink":"https://attacker.example/next"}"""));
        await Should.ThrowAsync<AzureException>(() => MlTasks.ListDatastoresAsync(Credentials, Token));
        Peer.Requests.ShouldAllBe(request => request.Host == "management.azure.com");
    }

    [Fact]
    public async Task Pages_that_lead_in_a_circle_are_not_followed_for_ever()
    {
        string first = $"https://management.azure.com{Datastores}?api-version=2024-04-01&$skip=1";
        string second = $"https://management.azure.com{Datastores}?api-version=2024-04-01&$skip=2";
        Peer.On("GET " + Datastores, request => ArmReply.Json(
            new JsonObject { ["value"] = new JsonArray(), ["nextLink"] = request.Query.GetValueOrDefault("$skip") == "1" ? second : first }));
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        (await Should.ThrowAsync<AzureException>(() => MlTasks.ListDatastoresAsync(Credentials, patience.Token))).Message.ShouldContain("circle");
    }

    [Fact]
    public async Task Datastore_is_found_by_name_and_by_being_the_default()
    {
        Peer.On($"GET {Datastores}/cooked", ArmReply.Json(Datastore("cooked")));
        Peer.On("GET " + Datastores, request => request.Query["isDefault"] == "true"
            ? ArmReply.Json($$"""{"value":[{{Datastore("other")}},{{Datastore("raw", isDefault: true)}}]}""")
            : ArmReply.InternalError());
        (await MlTasks.GetDatastoreAsync(Credentials, "cooked", Token)).Name.ShouldBe("cooked");
        (await MlTasks.GetDatastoreAsync(Credentials, cancellationToken: Token)).Name.ShouldBe("raw");

        Peer.On("GET " + Datastores, ArmReply.Json("""{"value":[]}"""));
        (await Should.ThrowAsync<AzureException>(() => MlTasks.GetDatastoreAsync(Credentials, cancellationToken: Token))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Should.ThrowAsync<AzureException>(() => MlTasks.GetDatastoreAsync(Credentials, "none", Token))).Message.ShouldContain("none");
        await Should.ThrowAsync<ArgumentException>(() => MlTasks.GetDatastoreAsync(Credentials, "..", Token));
    }

    [Fact]
    public async Task Folder_is_uploaded_with_the_key_of_the_datastore()
    {
        Script("AccountKey", $$"""{"secretsType":"AccountKey","key":"{{s_key}}"}""");
        Folder.WriteFile("data/a.csv", "a");
        Folder.WriteFile("data/deep/ü b.csv", "b");
        AzureMlDataReference reference = await MlTasks.UploadDatastoreAsync([Folder.Combine("data")], Credentials, "in\\2026/", datastoreName: "raw", cancellationToken: Token);
        reference.ToString().ShouldBe("azureml://datastores/raw/paths/in/2026/");
        Storage.Blobs.OrderBy(blob => blob.Key).Select(blob => (Uri.UnescapeDataString(blob.Key), blob.Value)).ShouldBe(
            [("https://lake.blob.core.windows.net/raw/in/2026/a.csv", "a"), ("https://lake.blob.core.windows.net/raw/in/2026/deep/ü b.csv", "b")]);
        Storage.SignIns.ShouldAllBe(request => request.Authorization.StartsWith("SharedKey lake:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Folder_is_uploaded_without_what_its_links_lead_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs a right there");
        Script("AccountKey", $$"""{"secretsType":"AccountKey","key":"{{s_key}}"}""");
        Folder.WriteFile("data/a.csv", "a");
        Folder.WriteFile("home/key", "k");
        Directory.CreateSymbolicLink(Folder.Combine("data/loop"), Folder.Combine("data"));
        Directory.CreateSymbolicLink(Folder.Combine("data/home"), Folder.Combine("home"));
        await MlTasks.UploadDatastoreAsync([Folder.Combine("data")], Credentials, datastoreName: "raw", cancellationToken: Token);
        Storage.Blobs.Keys.ShouldHaveSingleItem().ShouldEndWith("/raw/a.csv");
    }

    [Fact]
    public async Task Files_are_uploaded_below_their_common_folder_or_a_given_one()
    {
        Script("AccountKey", $$"""{"secretsType":"AccountKey","key":"{{s_key}}"}""");
        string[] files = [Folder.WriteFile("data/a.csv", "a"), Folder.WriteFile("data/deep/b.csv", "b")];
        await MlTasks.UploadDatastoreAsync(files, Credentials, datastoreName: "raw", cancellationToken: Token);
        await MlTasks.UploadDatastoreAsync(files, Credentials, "t", Folder.Path, "raw", cancellationToken: Token);
        await MlTasks.UploadDatastoreAsync([files[1]], Credentials, "one", datastoreName: "raw", cancellationToken: Token);
        Storage.Blobs.Keys.Select(name => name["https://lake.blob.core.windows.net/raw/".Length..]).Order(StringComparer.Ordinal)
            .ShouldBe(["a.csv", "deep/b.csv", "one/b.csv", "t/data/a.csv", "t/data/deep/b.csv"]);
    }

    [Theory]
    [InlineData(false, "old")]
    [InlineData(true, "new")]
    public async Task File_that_is_there_is_left_or_replaced(bool overwrite, string expected)
    {
        Script("AccountKey", $$"""{"secretsType":"AccountKey","key":"{{s_key}}"}""");
        Storage.Blobs["https://lake.blob.core.windows.net/raw/a.csv"] = "old";
        string[] files = [Folder.WriteFile("a.csv", "new"), Folder.WriteFile("b.csv", "new")];
        await MlTasks.UploadDatastoreAsync(files, Credentials, datastoreName: "raw", overwrite: overwrite, cancellationToken: Token);
        Storage.Blobs["https://lake.blob.core.windows.net/raw/a.csv"].ShouldBe(expected);
        Storage.Blobs["https://lake.blob.core.windows.net/raw/b.csv"].ShouldBe("new");
    }

    [Fact]
    public async Task Datastore_is_signed_in_to_as_it_says()
    {
        string[] file = [Folder.WriteFile("a.csv", "a")];
        Script("Sas", """{"secretsType":"Sas","sasToken":"sv=2024&sig=canary%2Bsig"}""");
        await MlTasks.UploadDatastoreAsync(file, Credentials, datastoreName: "raw", cancellationToken: Token);
        Storage.SignIns.Last().Query.ShouldContain("sig=canary%2Bsig");

        Script("None", "{}");
        await MlTasks.UploadDatastoreAsync(file, Credentials, overwrite: true, datastoreName: "raw", cancellationToken: Token);
        Storage.SignIns.Last().Authorization.ShouldStartWith("Bearer ");
    }

    [Theory]
    [InlineData("secret-of-the-datastore")]
    [InlineData("env:PATH")]
    public async Task Datastore_with_a_service_principal_of_its_own_is_signed_in_to_as_that(string secret)
    {
        ScriptPrincipal(secret);
        Peer.OnSignIn(request => !request.Text.Contains("client_id=app&", StringComparison.Ordinal) ? null
            : request.Path.StartsWith($"/{Guid.Empty}/", StringComparison.Ordinal) && request.Text.Contains("client_secret=" + Uri.EscapeDataString(secret), StringComparison.Ordinal)
                ? ArmReply.Json("""{"token_type":"Bearer","expires_in":3599,"access_token":"token-of-the-datastore"}""")
                : ArmReply.Error("invalid_client", status: 401));

        await MlTasks.UploadDatastoreAsync([Folder.WriteFile("a.csv", "a"), Folder.WriteFile("b.csv", "b")], Credentials, datastoreName: "raw", cancellationToken: Token);

        Storage.Blobs.Values.Order(StringComparer.Ordinal).ShouldBe(["a", "b"]);
        Storage.SignIns.ShouldAllBe(request => request.Authorization == "Bearer token-of-the-datastore");
        Peer.SignInRequests.Count.ShouldBe(2);
        Peer.SignInRequests[^1].Text.ShouldContain(Uri.EscapeDataString("https://storage.azure.com/.default"));
    }

    [Fact]
    public async Task Service_principal_of_a_datastore_that_is_refused_is_told_and_not_shown()
    {
        Canary wrong = Canary.Generate("datastore");
        ScriptPrincipal(wrong.Value);
        Peer.OnSignIn(request => request.Text.Contains("client_id=app&", StringComparison.Ordinal)
            ? ArmReply.Json("""{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided."}""", 401)
            : null);

        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => MlTasks.UploadDatastoreAsync([Folder.WriteFile("a.csv", "a")], Credentials, datastoreName: "raw", cancellationToken: Token));

        exception.Message.ShouldContain("AADSTS7000215");
        new LeakSweep(wrong).FindIn(exception).ShouldBeEmpty();
        Storage.Blobs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Container_is_registered_with_the_service_principal_of_its_account()
    {
        Peer.On($"PUT {Datastores}/raw", _ => ArmReply.Json(Datastore("raw", "ServicePrincipal"), 201));
        AzureBlobStorageCredentials account = new()
        {
            AccountUrl = "https://lake.blob.core.windows.net", TenantId = Guid.Empty.ToString(), ClientId = "app", ClientSecret = "secret-of-the-account",
        };

        (await MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, account, cancellationToken: Token)).CredentialsType.ShouldBe("ServicePrincipal");

        JsonNode? credentials = Peer.RequestsFor($"PUT {Datastores}/raw").ShouldHaveSingleItem().Json["properties"]!["credentials"];
        JsonNode.DeepEquals(credentials, new JsonObject
        {
            ["credentialsType"] = "ServicePrincipal",
            ["secrets"] = new JsonObject { ["secretsType"] = "ServicePrincipal", ["clientSecret"] = "secret-of-the-account" },
            ["tenantId"] = Guid.Empty.ToString(),
            ["clientId"] = "app",
        }).ShouldBeTrue();
    }

    [Fact]
    public async Task Datastore_that_holds_no_blobs_is_refused()
    {
        Peer.On($"GET {Datastores}/raw", ArmReply.Json(Datastore("raw", type: "AzureFile")));
        Peer.On($"POST {Datastores}/raw/listSecrets", ArmReply.Json("""{"secretsType":"AccountKey","key":"AAAA"}"""));
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => MlTasks.UploadDatastoreAsync([Folder.WriteFile("a", "a")], Credentials, datastoreName: "raw", cancellationToken: Token));
        exception.Message.ShouldContain("AzureFile");
    }

    [Fact]
    public async Task Bad_paths_are_refused_before_any_request()
    {
        string file = Folder.WriteFile("data/a.csv", "a");
        await Should.ThrowAsync<ArgumentNullException>(() => UploadAsync(null!));
        await Should.ThrowAsync<ArgumentException>(() => UploadAsync([]));
        await Should.ThrowAsync<ArgumentException>(() => UploadAsync([""]));
        await Should.ThrowAsync<FileNotFoundException>(() => UploadAsync([Folder.Combine("none")]));
        await Should.ThrowAsync<ArgumentException>(() => UploadAsync([file, Folder.Combine("data")]));
        await Should.ThrowAsync<ArgumentException>(() => UploadAsync([file], target: "../x"));
        await Should.ThrowAsync<ArgumentException>(() => UploadAsync([file], root: Folder.Combine("elsewhere")));
        await Should.ThrowAsync<ArgumentNullException>(() => MlTasks.UploadDatastoreAsync([file], null!, cancellationToken: Token));
        Peer.SignIns.ShouldBe(0);
    }

    [Fact]
    public async Task Container_is_registered_with_the_key_of_its_account()
    {
        Peer.On($"PUT {Datastores}/raw", _ => ArmReply.Json(Datastore("raw"), 201));
        (await MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, Account, cancellationToken: Token)).Name.ShouldBe("raw");
        JsonObject expected = new()
        {
            ["properties"] = new JsonObject
            {
                ["datastoreType"] = "AzureBlob",
                ["accountName"] = "lake",
                ["containerName"] = "raw",
                ["endpoint"] = "core.windows.net",
                ["protocol"] = "https",
                ["credentials"] = new JsonObject
                {
                    ["credentialsType"] = "AccountKey",
                    ["secrets"] = new JsonObject { ["secretsType"] = "AccountKey", ["key"] = s_key },
                },
            },
        };
        JsonNode.DeepEquals(Peer.RequestsFor($"PUT {Datastores}/raw").ShouldHaveSingleItem().Json, expected).ShouldBeTrue();
    }

    [Fact]
    public async Task Datastore_of_the_same_name_is_replaced_only_when_said()
    {
        Peer.On($"GET {Datastores}/lake_raw", ArmReply.Json(Datastore("lake_raw")));
        Peer.On($"PUT {Datastores}/lake_raw", ArmReply.Json(Datastore("lake_raw")));
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, Account, "lake_raw", cancellationToken: Token));
        exception.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        Peer.RequestsFor($"PUT {Datastores}/lake_raw").ShouldBeEmpty();
        await MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, Account, "lake_raw", overwrite: true, cancellationToken: Token);
        Peer.RequestsFor($"PUT {Datastores}/lake_raw").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Container_is_made_and_the_datastore_becomes_the_default()
    {
        Peer.On($"PUT {Datastores}/raw", _ => ArmReply.Json(Datastore("raw"), 201));
        Peer.On($"PUT /datastore/v1.0{Workspace}/default/raw", ArmReply.Status(200));
        AzureMlDatastore datastore = await MlTasks.RegisterDatastoreBlobContainerAsync(
            "raw", Credentials, Account.WithTransport(new HttpClientTransport(Storage)), createContainerIfNotExists: true, setAsDefault: true, cancellationToken: Token);
        datastore.IsDefault.ShouldBeTrue();
        Storage.Blobs.Keys.ShouldBe(["https://lake.blob.core.windows.net/raw"]);
        Peer.RequestsFor($"PUT /datastore/v1.0{Workspace}/default/raw").ShouldHaveSingleItem().Host.ShouldBe("westeurope.api.azureml.ms");
    }

    [Fact]
    public async Task Token_goes_to_no_host_that_is_none_of_the_service()
    {
        Peer.On("GET " + Workspace, ArmReply.Json($$"""{"id":"{{Workspace}}","name":"training","properties":{"discoveryUrl":"https://azureml.ms.attacker.example/discovery"} }"""));
        Peer.On($"PUT {Datastores}/raw", _ => ArmReply.Json(Datastore("raw"), 201));
        await Should.ThrowAsync<AzureException>(
            () => MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, Account, setAsDefault: true, cancellationToken: Token));
        Peer.Requests.ShouldAllBe(request => request.Host == "management.azure.com" && request.Method == "GET");
    }

    [Fact]
    public async Task Accounts_that_a_workspace_cannot_reach_are_refused_before_any_request()
    {
        await Should.ThrowAsync<AzureConfigurationException>(
            () => MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, new() { ConnectionString = "UseDevelopmentStorage=true" }, cancellationToken: Token));
        await Should.ThrowAsync<AzureConfigurationException>(() => MlTasks.RegisterDatastoreBlobContainerAsync("raw", Credentials, new(), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => MlTasks.RegisterDatastoreBlobContainerAsync("", Credentials, Account, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => MlTasks.RegisterDatastoreBlobContainerAsync("Not A Container", Credentials, Account, cancellationToken: Token));
        Peer.SignIns.ShouldBe(0);
    }

    [Theory]
    [InlineData("BlobEndpoint=https://lake.blob.core.windows.net/;SharedAccessSignature=sv=1&sig=x", "Sas")]
    [InlineData("BlobEndpoint=https://lake.blob.core.windows.net/", "None")]
    public void Registration_says_how_to_sign_in(string connectionString, string type) =>
        ((string?)MlStorage.PropertiesOf(new() { ConnectionString = connectionString }, "raw")["credentials"]!["credentialsType"]).ShouldBe(type);

    private Task<AzureMlDataReference> UploadAsync(IReadOnlyList<string> paths, string? target = null, string? root = null) =>
        MlTasks.UploadDatastoreAsync(paths, Credentials, target, root, cancellationToken: Token);

    private void ScriptPrincipal(string secret) =>
        Script("ServicePrincipal", new JsonObject { ["secretsType"] = "ServicePrincipal", ["clientSecret"] = secret }.ToJsonString());

    private void Script(string credentialsType, string secrets)
    {
        Peer.On($"GET {Datastores}/raw", ArmReply.Json(Datastore("raw", credentialsType)));
        Peer.On($"POST {Datastores}/raw/listSecrets", ArmReply.Json(secrets));
    }
}
