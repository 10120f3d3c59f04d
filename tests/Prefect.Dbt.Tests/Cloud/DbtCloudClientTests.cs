using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudClientTests : DbtCloudTest
{
    [Fact]
    public async Task Requests_are_signed_in_and_say_whose_they_are()
    {
        Peer.On("GET /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.Data(new JsonObject
        {
            ["id"] = 42, ["name"] = "nightly", ["project_id"] = 3, ["environment_id"] = 4, ["execute_steps"] = new JsonArray("dbt build"), ["generate_docs"] = true,
            ["run_generate_sources"] = true, ["of_a_later_version"] = 1,
        }));

        DbtCloudJobDefinition job = await Nightly.GetJobAsync("-id", Token);

        (job.Id, job.Name, job.ProjectId, job.EnvironmentId, job.GenerateDocs, job.GenerateSources).ShouldBe((42, "nightly", 3, 4, true, true));
        job.ExecuteSteps.ShouldBe(["dbt build"]);
        job.Json.GetProperty("of_a_later_version").GetInt32().ShouldBe(1);
        RestExchange sent = Peer.Requests.ShouldHaveSingleItem();
        (sent.Host, sent.Authorization, sent.QueryValue("order_by")).ShouldBe(("cloud.getdbt.com", $"Bearer {ApiKey}", "-id"));
        sent.Headers["x-dbt-partner-source"].ShouldBe("prefect");
        sent.Headers["User-Agent"].ShouldMatch(@"^prefect-\d+\.\d+\.\d+");
    }

    [Theory]
    [InlineData("cloud.getdbt.com", "https://cloud.getdbt.com/api/v2/accounts/7/", "https://metadata.cloud.getdbt.com/")]
    [InlineData(" ab123.us1.dbt.com ", "https://ab123.us1.dbt.com/api/v2/accounts/7/", "https://metadata.ab123.us1.dbt.com/")]
    [InlineData("dbt.acme.example:8443", "https://dbt.acme.example:8443/api/v2/accounts/7/", "https://metadata.dbt.acme.example:8443/")]
    [InlineData("https://emea.dbt.com/", "https://emea.dbt.com/api/v2/accounts/7/", "https://metadata.emea.dbt.com/")]
    [InlineData("http://127.0.0.1:8080", "http://127.0.0.1:8080/api/v2/accounts/7/", "http://127.0.0.1:8080/")]
    public void The_domain_says_where(string domain, string administrative, string metadata)
    {
        DbtCloudCredentials credentials = Credentials with { Domain = domain };

        credentials.GetClient().Address.AbsoluteUri.ShouldBe(administrative);
        credentials.GetClient("administrative").Address.AbsoluteUri.ShouldBe(administrative);
        credentials.GetClient("metadata").Address.AbsoluteUri.ShouldBe(metadata);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://cloud.getdbt.com")]
    [InlineData("https://cloud.getdbt.com/api")]
    [InlineData("cloud.getdbt.com?x=1")]
    [InlineData("cloud.getdbt.com#x")]
    [InlineData("somebody@cloud.getdbt.com")]
    [InlineData("ftp://cloud.getdbt.com")]
    [InlineData(@"C:\dbt")]
    [InlineData("..")]
    public void A_domain_that_is_no_host_is_refused(string domain) =>
        Should.Throw<DbtConfigurationException>(() => (Credentials with { Domain = domain }).GetClient()).Field.ShouldBe("domain");

    [Fact]
    public void Credentials_that_cannot_sign_in_are_refused()
    {
        Should.Throw<DbtConfigurationException>(() => (Credentials with { ApiKey = "" }).GetClient()).Field.ShouldBe("api_key");
        Should.Throw<DbtConfigurationException>(() => (Credentials with { AccountId = 0 }).GetClient()).Field.ShouldBe("account_id");
        Should.Throw<ArgumentException>(() => Credentials.GetClient("semantic")).Message.ShouldStartWith("There is no client 'semantic': choose administrative or metadata.");
        Should.Throw<ArgumentNullException>(() => Credentials.GetClient(null!));
    }

    [Fact]
    public void Equal_credentials_share_a_client()
    {
        Credentials.GetClient().ShouldBeSameAs((Credentials with { }).GetClient());
        Credentials.GetClient().ShouldNotBeSameAs((Credentials with { AccountId = 8 }).GetClient());
        Credentials.GetMetadataClient().ShouldBeSameAs(Credentials.GetMetadataClient());
    }

    [Fact]
    public async Task A_question_goes_to_the_metadata_service()
    {
        Peer.On("POST /graphql", RestReply.Html(), RestReply.Json("""{"data":{"job":{"models":[{"uniqueId":"model.shop.orders"}]}}}"""));

        JsonElement answer = await Credentials.GetMetadataClient(Options)
            .QueryAsync("query Q($jobId: BigInt!) { job(id: $jobId) { models { uniqueId } } }", new JsonObject { ["jobId"] = 42 }, "Q", Token);

        answer.GetProperty("data").GetProperty("job").GetProperty("models")[0].GetProperty("uniqueId").GetString().ShouldBe("model.shop.orders");
        RestExchange sent = Peer.Requests[1];
        (sent.Host, sent.Path, sent.Authorization).ShouldBe(("metadata.cloud.getdbt.com", "/graphql", $"Bearer {ApiKey}"));
        sent.Text.ShouldBe("""{"query":"query Q($jobId: BigInt!) { job(id: $jobId) { models { uniqueId } } }","variables":{"jobId":42},"operationName":"Q"}""");
    }

    [Fact]
    public async Task A_job_is_created_with_the_usual_steps()
    {
        Peer.On("POST /api/v2/accounts/7/jobs/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = 43 }));

        DbtCloudJobDefinition job = await Client.CreateJobAsync(3, 4, "hourly", settings: new() { ["generate_docs"] = true }, cancellationToken: Token);
        await Client.CreateJobAsync(3, 4, "hourly", ["dbt seed", "dbt run"], cancellationToken: Token);

        job.Id.ShouldBe(43);
        Peer.Requests[0].Text.ShouldBe("""{"project_id":3,"environment_id":4,"name":"hourly","execute_steps":["dbt build"],"generate_docs":true}""");
        Peer.Requests[1].Text.ShouldContain("""["dbt seed","dbt run"]""");
        await Should.ThrowAsync<ArgumentException>(() => Client.CreateJobAsync(3, 4, "hourly", settings: new() { ["name"] = "x" }, cancellationToken: Token));
    }

    [Fact]
    public async Task A_creation_whose_answer_is_lost_is_sent_once()
    {
        Peer.On("POST /api/v2/accounts/7/jobs/", RestReply.Reset());

        (await Should.ThrowAsync<DbtCloudCreateJobFailedException>(() => Client.CreateJobAsync(3, 4, "hourly", cancellationToken: Token)))
            .Message.ShouldEndWith("Whether the job was created is not known: look before it is created again.");

        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_job_that_is_not_there_cannot_be_deleted()
    {
        Peer.On("DELETE /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.NotFound());

        (await Should.ThrowAsync<DbtCloudDeleteJobFailedException>(() => Client.DeleteJobAsync(Job, Token))).UserMessage.ShouldBe("The requested resource was not found.");
    }

    [Fact]
    public async Task A_job_that_is_gone_after_a_lost_answer_was_deleted()
    {
        Peer.On("DELETE /api/v2/accounts/7/jobs/42/", RestReply.Reset(), ScriptedDbtCloud.NotFound());

        await Client.DeleteJobAsync(Job, Token);

        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_answer_that_is_busy_or_broken_is_asked_for_again()
    {
        Peer.On("GET /api/v2/accounts/7/jobs/42/", RestReply.Throttled(7), RestReply.Html(), RestReply.Half(), RestReply.Json("{}"), ScriptedDbtCloud.Data(new JsonObject { ["id"] = 42 }));

        (await Client.GetJobAsync(Job, cancellationToken: Token)).Id.ShouldBe(42);

        Clock.Waits[0].ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Lists_are_read_page_by_page()
    {
        for (int run = 0; run < 230; run++)
        {
            Cloud.Add("Scheduled");
        }

        List<long> runs = [];
        await foreach (DbtCloudRun run in Client.ListRunsAsync(Job, cancellationToken: Token))
        {
            runs.Add(run.Id);
            if (runs.Count == 50)
            {
                Cloud.Add("A newer one, which shifts the pages");
            }
        }

        runs.Count.ShouldBe(230);
        runs.ShouldBeInOrder(SortDirection.Descending);
        runs.ShouldBeUnique();
        Peer.RequestsFor(ScriptedDbtCloud.List).Select(static request => request.QueryValue("offset")).ShouldBe(["0", "100", "200"]);
    }

    [Fact]
    public async Task A_list_that_does_not_move_on_ends()
    {
        JsonArray page = [.. Enumerable.Range(1, 100).Select(static id => (JsonNode)new JsonObject { ["id"] = id })];
        Peer.On("GET /api/v2/accounts/7/jobs/", ScriptedDbtCloud.Data(page));

        (await Client.ListJobsAsync(cancellationToken: Token).CountAsync(Token)).ShouldBe(100);

        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Artifacts_are_read_by_their_paths()
    {
        Peer.On(ScriptedDbtCloud.Artifact, static request => request.Path.EndsWith(".json", StringComparison.Ordinal)
            ? RestReply.Json("""{"metadata":{"project_name":"shop"},"nodes":{}}""")
            : RestReply.Text("select 1"));
        Peer.On("GET /api/v2/accounts/7/jobs/42/artifacts/run_results.json", RestReply.Json("""{"results":[]}"""));

        DbtCloudArtifact manifest = await Client.GetRunArtifactAsync(101, "manifest.json", 4, Token);
        DbtCloudArtifact compiled = await Client.GetRunArtifactAsync(101, "compiled/shop/models/orders v2.sql", cancellationToken: Token);
        DbtCloudArtifact results = await Client.GetJobArtifactAsync(Job, "run_results.json", Token);

        manifest.ToManifest().Metadata.ProjectName.ShouldBe("shop");
        manifest.ToJson().ValueKind.ShouldBe(JsonValueKind.Object);
        (compiled.IsJson, compiled.ToJson().GetString()).ShouldBe((false, "select 1"));
        results.ToRunResults().Results.ShouldBeEmpty();
        Peer.Requests[0].QueryValue("step").ShouldBe("4");
        Peer.Requests[1].Target.ShouldBe("/api/v2/accounts/7/runs/101/artifacts/compiled/shop/models/orders%20v2.sql");
    }

    [Theory]
    [InlineData("")]
    [InlineData("../../users/")]
    [InlineData("compiled/../x")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
    {
        await Should.ThrowAsync<ArgumentException>(() => Client.GetRunArtifactAsync(101, path, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => Client.CallEndpointAsync("GET", "../8/jobs/", cancellationToken: Token));

        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_artifact_is_written_to_a_file_once_it_is_whole()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Path, "manifest.json");
        Peer.On(ScriptedDbtCloud.Artifact, RestReply.Half(), RestReply.Json("""{"nodes":{}}"""));

        await Client.DownloadRunArtifactAsync(101, "manifest.json", path, cancellationToken: Token);
        Peer.On(ScriptedDbtCloud.Artifact, ScriptedDbtCloud.NotFound());
        await Should.ThrowAsync<DbtCloudGetRunArtifactFailedException>(
            () => Client.DownloadRunArtifactAsync(101, "manifest.json", Path.Combine(folder.Path, "none.json"), cancellationToken: Token));

        Directory.GetFiles(folder.Path).ShouldBe([path]);
        (await DbtManifest.LoadAsync(path, Token)).Nodes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Any_request_can_be_sent()
    {
        Peer.On("PATCH /api/v2/accounts/7/projects/3/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = 3 }));

        RestAnswer answer = await Client.CallEndpointAsync(
            "patch", "/projects/3/", new Dictionary<string, string> { ["state"] = "a b" }, new JsonObject { ["name"] = "shop" }, Token);

        answer.Members()!["data"]!["id"]!.GetValue<int>().ShouldBe(3);
        RestExchange sent = Peer.Requests.ShouldHaveSingleItem();
        (sent.Text, sent.QueryValue("state")).ShouldBe(("""{"name":"shop"}""", "a b"));
    }

    [Fact]
    public async Task A_refused_request_says_what_developers_are_told()
    {
        Peer.On("GET /api/v2/accounts/7/projects/", ScriptedDbtCloud.Refusal(400, "Bad request.", "order_by: unknown field"));

        DbtCloudAdministrativeApiCallFailedException exception =
            await Should.ThrowAsync<DbtCloudAdministrativeApiCallFailedException>(() => Client.CallEndpointAsync("GET", "projects/", cancellationToken: Token));

        exception.Message.ShouldBe("Could not send GET projects/ to dbt Cloud: 400. order_by: unknown field. Check the arguments.");
        exception.Message.ShouldNotContain(ApiKey);
    }

    [Fact]
    public async Task Nobody_else_gets_the_key()
    {
        Peer.On("GET /api/v2/accounts/7/jobs/42/", RestReply.Redirect(new Uri("https://elsewhere.example/api/")));
        Peer.On("GET /api/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = 42 }));

        await Client.GetJobAsync(Job, cancellationToken: Token);

        (Peer.Requests[1].Host, Peer.Requests[1].Authorization).ShouldBe(("elsewhere.example", null));
    }

    [Fact]
    public async Task A_check_signs_in_and_finds_the_job()
    {
        DbtCloudCredentials here = Credentials with { Domain = Peer.Address.AbsoluteUri };
        DbtCloudJob job = new() { DbtCloudCredentials = here, JobId = Job };
        Peer.On("GET /api/v2/accounts/7/jobs/", RestReply.Json("""{"data":[],"extra":{"pagination":{"count":1,"total_count":12}}}"""));
        Peer.On("GET /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = 42, ["name"] = "nightly" }));

        (await here.CheckAsync(Token)).Message.ShouldBe("Signed in to the account '7', which has 12 jobs.");
        (await job.CheckAsync(Token)).Message.ShouldBe("The dbt Cloud job '42' is there: nightly.");
        (await (job with { JobId = 0 }).CheckAsync(Token)).Stage.ShouldBe(Blocks.BlockCheckStage.Configuration);
        foreach ((int status, Blocks.BlockCheckStage stage) in new[]
        {
            (401, Blocks.BlockCheckStage.SignIn), (403, Blocks.BlockCheckStage.Permission), (404, Blocks.BlockCheckStage.Resource),
        })
        {
            Peer.On("GET /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.Refusal(status, "No."));
            Blocks.BlockCheckResult result = await job.CheckAsync(Token);
            (result.Succeeded, result.Stage).ShouldBe((false, stage));
        }
    }

    [Theory]
    [InlineData("job_id")]
    [InlineData("timeout_seconds")]
    [InlineData("interval_seconds")]
    public async Task A_job_that_cannot_be_used_is_refused_before_anything_is_sent(string field)
    {
        DbtCloudJob job = field switch
        {
            "job_id" => Nightly with { JobId = 0 },
            "timeout_seconds" => Nightly with { TimeoutSeconds = -1 },
            _ => Nightly with { IntervalSeconds = 86_401 },
        };

        (await Should.ThrowAsync<DbtConfigurationException>(() => job.TriggerAsync(cancellationToken: Token))).Field.ShouldBe(field);
        Should.Throw<ArgumentOutOfRangeException>(() => Nightly.Attach(0));

        Peer.Requests.ShouldBeEmpty();
    }
}
