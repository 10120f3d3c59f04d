using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class AwsCredentialsConformanceTests : BlockConformance<AwsCredentials>
{
    internal const string Secret = "wJalrXUtnFEMI/K7MDENGbPxRfiCY";
    internal const string SessionToken = "IQoJb3JpZ2luX2VjEXAMPLEtoken";

    protected override AwsCredentials Valid => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = Secret,
        AwsSessionToken = SessionToken,
        ProfileName = "work",
        RegionName = "eu-central-1",
        AwsClientParameters = new()
        {
            ApiVersion = "2006-03-01",
            UseSsl = false,
            Verify = "/etc/ca.pem",
            VerifyCertPath = "/etc/own.pem",
            EndpointUrl = "http://localhost:9000",
            Config = new JsonObject { ["s3"] = new JsonObject { ["addressing_style"] = "path" }, ["retries"] = new JsonObject { ["max_attempts"] = 3 } },
        },
        AssumeRoleArn = "arn:aws:iam::123456789012:role/reader",
        AssumeRoleKwargs = new()
        {
            RoleSessionName = "nightly",
            DurationSeconds = 900,
            PolicyArns = [new Dictionary<string, string>(StringComparer.Ordinal) { ["arn"] = "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
            Tags = [new Dictionary<string, string>(StringComparer.Ordinal) { ["Key"] = "team", ["Value"] = "data" }],
            TransitiveTagKeys = ["team"],
            ExternalId = "partner",
        },
    };

    protected override IReadOnlyList<string> Canaries => [Secret, SessionToken];

    protected override IReadOnlyList<string> PlainOnWire => [SessionToken];

    protected override JsonObject Golden => GoldenBlockTypes.Get("aws-credentials");
}
