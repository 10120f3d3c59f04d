using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Credentials as the steps of deployments have them: objects of fields, from a block or written by hand.</summary>
internal static class S3StepCredentials
{
    private const string Parameters = "aws_client_parameters";
    private const string Region = "region_name";
    private const string MinIOUser = "minio_root_user";

    /// <exception cref="BlockValidationException">A field is missing or has another type than it should.</exception>
    public static IS3Credentials Read(JsonObject? credentials, JsonObject? clientParameters)
    {
        JsonObject fields = credentials?.DeepClone().AsObject() ?? [];
        if (fields[Parameters] is null)
        {
            fields[Parameters] = new JsonObject();
        }

        foreach ((string name, JsonNode? value) in clientParameters ?? [])
        {
            if (name != Region && fields[Parameters] is JsonObject parameters)
            {
                parameters[name] = value?.DeepClone();
            }
            else if (name == Region && fields[Region] is null)
            {
                fields[Region] = value?.DeepClone();
            }
        }

        BlockType type = fields.ContainsKey(MinIOUser) ? MinIOCredentials.BlockType : AwsCredentials.BlockType;
        using JsonDocument document = JsonDocument.Parse(fields.ToJsonString());
        return (IS3Credentials)BlockDocuments.FromJson(type, document.RootElement);
    }

    /// <exception cref="ArgumentException">The credentials are of a kind of their own.</exception>
    public static IS3Credentials With(IS3Credentials credentials, AwsClientParameters parameters) => credentials switch
    {
        AwsCredentials aws => aws with { AwsClientParameters = parameters },
        MinIOCredentials minio => minio with { AwsClientParameters = parameters },
        _ => throw new ArgumentException($"The client of {credentials.GetType().Name} cannot be set up by other parameters.", nameof(credentials)),
    };
}
