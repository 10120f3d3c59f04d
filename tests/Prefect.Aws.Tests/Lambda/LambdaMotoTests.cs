using System.IO.Compression;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class LambdaMotoTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _function = "function-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AwsCredentials Credentials => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "secret-access-key",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };

    public async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        JsonObject function = new()
        {
            ["FunctionName"] = _function,
            ["Runtime"] = "python3.12",
            ["Role"] = await CreateRoleAsync(),
            ["Handler"] = "main.handler",
            ["Code"] = new JsonObject { ["ZipFile"] = Convert.ToBase64String(Archive()) },
        };
        await AwsClient.For(Credentials, AwsService.Lambda)
            .SendAsync("CreateFunction", new AwsRoute("POST", "/2015-03-31/functions"), function, "create a function", Token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_function_is_invoked_by_name_and_by_ARN()
    {
        string[] names = [_function, $"arn:aws:lambda:us-east-1:123456789012:function:{_function}"];
        foreach (string name in names)
        {
            LambdaFunction function = new() { FunctionName = name, AwsCredentials = Credentials };

            using LambdaResult result = await function.InvokeAsync(new JsonObject { ["key"] = "value" }, cancellationToken: Token);

            result.StatusCode.ShouldBe(200);
            result.FunctionError.ShouldBeNull();
            (await result.ReadBytesAsync(Token)).ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task An_event_is_accepted_and_a_dry_run_runs_nothing()
    {
        LambdaFunction function = new() { FunctionName = _function, AwsCredentials = Credentials };

        using LambdaResult queued = await function.InvokeAsync(invocationType: LambdaInvocationType.Event, cancellationToken: Token);
        using LambdaResult checkedOnly = await function.InvokeAsync(invocationType: LambdaInvocationType.DryRun, cancellationToken: Token);

        queued.StatusCode.ShouldBe(202);
        checkedOnly.StatusCode.ShouldBe(204);
        (await function.CheckAsync(Token)).Succeeded.ShouldBeTrue();
    }

    private static byte[] Archive()
    {
        using MemoryStream content = new();
        using (ZipArchive archive = new(content, ZipArchiveMode.Create, leaveOpen: true))
        using (StreamWriter writer = new(archive.CreateEntry("main.py").Open()))
        {
            writer.Write("def handler(event, context):\n    return event\n");
        }

        return content.ToArray();
    }

    // The SDK has no package for this service here, and the emulator asks for the role.
    private async Task<string> CreateRoleAsync()
    {
        string role = "role-" + _function;
        using HttpClient client = new() { BaseAddress = moto.Endpoint };
        client.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIA/20261120/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=none");
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["Action"] = "CreateRole", ["Version"] = "2010-05-08", ["RoleName"] = role, ["AssumeRolePolicyDocument"] = "{}",
        });
        using HttpResponseMessage answer = await client.PostAsync(new Uri("/", UriKind.Relative), form, Token);
        answer.EnsureSuccessStatusCode();
        return $"arn:aws:iam::123456789012:role/{role}";
    }
}
