using Prefect.Testing;

namespace Prefect.Http.Tests.Rest;

public sealed class RestComplaintTests : RestTest
{
    [Theory]
    [InlineData("""{"error_code":"A","message":"m"}""", "A", "m")]
    [InlineData("""{"code":"390114","message":"m"}""", "390114", "m")]
    [InlineData("""{"error":{"code":5,"message":"m"}}""", "5", "m")]
    [InlineData("""{"error":"invalid_client","error_description":"m"}""", "invalid_client", "m")]
    [InlineData("""{"detail":"m"}""", null, "m")]
    [InlineData("""{"detail":{"a":1}}""", null, "Bad Request")]
    [InlineData("[1]", null, "[1]")]
    [InlineData("plain words", null, "plain words")]
    [InlineData("{broken", null, "{broken")]
    [InlineData("", null, "Bad Request")]
    [InlineData("<html>", null, "Bad Request")]
    public async Task What_services_say_is_read(string body, string? code, string text)
    {
        Peer.On("GET /api/x", RestReply.Text(body, status: 400));

        RestAnswer answer = await Client().ReadAsync(Read, RestRequest.Get("x") with { AlsoAccepts = [400] }, Token);

        RestComplaint.Of(answer).ShouldBe(new RestComplaint(code, text, null));
    }
}
