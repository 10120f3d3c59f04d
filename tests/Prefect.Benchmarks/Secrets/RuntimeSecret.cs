using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.SecurityToken;
using Amazon.Util.Internal;

namespace Prefect.Benchmarks;

/// <summary>The same read by the SDK's runtime alone, as the vendor's own generated clients use it.</summary>
internal sealed class RuntimeSecret(AWSCredentials credentials, RuntimeSecret.Settings settings) : AmazonServiceClient(credentials, settings)
{
    public async Task<byte[]> ReadAsync(string name)
    {
        InvokeOptions options = new() { RequestMarshaller = Marshaller.Instance, ResponseUnmarshaller = Unmarshaller.Instance };
        Answer answer = await InvokeAsync<Answer>(new Request { SecretId = name }, options, default);
        return System.Text.Encoding.UTF8.GetBytes(answer.SecretString!);
    }

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Amazon.Runtime.Internal.Marshaller>(new Resolver());
        pipeline.AddHandlerAfter<Amazon.Runtime.Internal.Marshaller>(new Signing());
    }

    public sealed class Settings : ClientConfig
    {
        public Settings(Uri address)
            : base(new DefaultConfigurationProvider(AmazonSecurityTokenServiceDefaultConfiguration.GetAllConfigurations()))
        {
            ServiceURL = address.AbsoluteUri;
            AuthenticationRegion = "us-east-1";
            AuthenticationServiceName = "secretsmanager";
            EndpointProvider = new StaticEndpointProvider(address.AbsoluteUri);
        }

        public override string ServiceVersion => "2017-10-17";

        public override string UserAgent { get; } = InternalSDKUtils.BuildUserAgentString("Secrets Manager", "1.0");

        public override string RegionEndpointServiceName => "secretsmanager";

        public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) => new(ServiceURL);
    }

    private sealed class Request : AmazonWebServiceRequest
    {
        public required string SecretId { get; init; }
    }

    private sealed class Answer : AmazonWebServiceResponse
    {
        public string? SecretString { get; set; }
    }

    private sealed class Resolver : BaseEndpointResolver
    {
        protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new();
    }

    private sealed class Signing : BaseAuthResolverHandler
    {
        protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) => AuthSchemeOption.DEFAULT_SIGV4;
    }

    private sealed class Marshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
    {
        public static readonly Marshaller Instance = new();

        public IRequest Marshall(AmazonWebServiceRequest input)
        {
            DefaultRequest message = new(input, "Secrets Manager") { HttpMethod = "POST", ResourcePath = "/" };
            message.Headers["X-Amz-Target"] = "secretsmanager.GetSecretValue";
            message.Headers["Content-Type"] = "application/x-amz-json-1.1";
            using MemoryStream content = new();
            using (Utf8JsonWriter writer = new(content))
            {
                writer.WriteStartObject();
                writer.WriteString("SecretId", ((Request)input).SecretId);
                writer.WriteEndObject();
            }

            message.Content = content.ToArray();
            return message;
        }
    }

    private sealed class Unmarshaller : JsonResponseUnmarshaller
    {
        public static readonly Unmarshaller Instance = new();

        public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
        {
            Answer answer = new();
            StreamingUtf8JsonReader reader = new(input.Stream);
            input.Read(ref reader);
            int depth = input.CurrentDepth;
            while (input.ReadAtDepth(depth, ref reader))
            {
                if (input.TestExpression("SecretString", depth, ref reader))
                {
                    input.Read(ref reader);
                    answer.SecretString = reader.GetString();
                }
            }

            return answer;
        }

        public override AmazonServiceException UnmarshallException(JsonUnmarshallerContext input, Exception innerException, System.Net.HttpStatusCode statusCode) =>
            new("The peer refused.", innerException, statusCode);
    }
}
