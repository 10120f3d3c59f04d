using System.Net;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Clients;

public sealed class AwsClientErrorTests : IAsyncLifetime
{
    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("""{"__type":"com.amazonaws.glue#EntityNotFoundException","Message":"Not there"}""", "EntityNotFoundException", "Not there")]
    [InlineData("""{"__type":"EntityNotFoundException:http://internal.amazon.com/coral/","message":"Not there"}""", "EntityNotFoundException", "Not there")]
    [InlineData("""{"code":"Throttled","errorMessage":"Slow"}""", "Throttled", "Slow")]
    [InlineData("""{"__type":7,"message":null}""", null, "none that this service gives")]
    [InlineData("""{"__type":"X"}""", "X", "gave no reason")]
    [InlineData("""  <?xml version="1.0"?><Response><Errors><Error><Code>InvalidVpcID</Code><Message>No</Message></Error></Errors></Response>""", "InvalidVpcID", "No")]
    [InlineData("""<e:ErrorResponse xmlns:e="urn:x"><e:Error><e:Code>Denied</e:Code><e:Message>No</e:Message></e:Error></e:ErrorResponse>""", "Denied", "No")]
    [InlineData("""<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/passwd">]><Error><Code>&x;</Code></Error>""", null, "none that this service gives")]
    [InlineData("""{"__type":""", null, "none that this service gives")]
    [InlineData("<Error><Code>Cut", null, "none that this service gives")]
    [InlineData("[1]", null, "none that this service gives")]
    [InlineData("", null, "none that this service gives")]
    public async Task Errors_of_every_shape_are_read(string body, string? code, string text)
    {
        _peer.On("glue.GetJobRun", AwsReply.Bytes(System.Text.Encoding.UTF8.GetBytes(body), "application/x-amz-json-1.1", 400));
        AwsException exception = await SendAsync();
        exception.ErrorCode.ShouldBe(code);
        exception.Message.ShouldContain(text);
        exception.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        exception.RequestId.ShouldNotBeNullOrEmpty();
    }

    [Theory]
    [InlineData("text/html", 502)]
    [InlineData("text/html; charset=utf-8", 404)]
    public async Task Page_is_no_error_of_the_service_whatever_it_says(string contentType, int status)
    {
        _peer.On("glue.GetJobRun", AwsReply.Bytes("<html><Code>Fake</Code><Message>secret-looking</Message></html>"u8.ToArray(), contentType, status));
        AwsException exception = await SendAsync();
        exception.ErrorCode.ShouldBeNull();
        exception.ToString().ShouldNotContain("secret-looking");
        exception.IsTransient.ShouldBe(status >= 500);
    }

    [Fact]
    public async Task Header_says_the_code_before_the_body()
    {
        AwsReply reply = AwsReply.Json("""{"__type":"Other","message":"m"}""", 404) with
        {
            Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = "ResourceNotFoundException:http://internal.amazon.com/" },
        };
        _peer.On("glue.GetJobRun", reply);
        (await SendAsync()).ErrorCode.ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task Error_without_end_is_cut()
    {
        _peer.On("glue.GetJobRun", AwsReply.Json($$"""{"__type":"X","message":"{{new string('m', 1_000_000)}}"}""", 400));
        (await SendAsync()).Message.Length.ShouldBeLessThan(1000);
    }

    private async Task<AwsException> SendAsync() => await Should.ThrowAsync<AwsException>(
        () => AwsClient.For(_peer.Credentials(), AwsService.Glue).SendAsync("GetJobRun", null, [], "look at a run", Token));
}
