using System.Net;
using System.Net.Sockets;

namespace Prefect.Http.Tests.Errors;

public sealed class ServiceFaultTests
{
    [Theory]
    [InlineData(HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpStatusCode.InternalServerError, true)]
    [InlineData((HttpStatusCode)529, true)]
    [InlineData(HttpStatusCode.OK, false)]
    [InlineData(HttpStatusCode.BadRequest, false)]
    [InlineData(HttpStatusCode.NotFound, false)]
    [InlineData(HttpStatusCode.Conflict, false)]
    public void Some_statuses_pass(HttpStatusCode status, bool isTransient) => ServiceFault.IsTransientStatus(status).ShouldBe(isTransient);

    [Fact]
    public void A_connection_that_failed_is_found_however_deep_it_lies()
    {
        ServiceFault.IsTransport(new InvalidOperationException("", new HttpRequestException("", new SocketException()))).ShouldBeTrue();
        ServiceFault.IsTransport(new TaskCanceledException()).ShouldBeTrue();
        ServiceFault.IsTransport(new EndOfStreamException()).ShouldBeTrue();
        ServiceFault.IsTransport(new FormatException()).ShouldBeFalse();
        ServiceFault.IsTransport(null).ShouldBeFalse();
    }

    [Theory]
    [InlineData(403, "Denied", "Not you", "Denied (403). Not you.")]
    [InlineData(502, null, "Bad\r\ngateway!", "502. Bad gateway!")]
    [InlineData(null, null, " No route to host ", "No route to host.")]
    [InlineData(500, null, "", "500. ")]
    public void What_came_back_is_told_in_a_sentence(int? status, string? code, string text, string told) =>
        new ServiceFault((HttpStatusCode?)status, code, null, IsTransient: false).Describe(text).ShouldBe(told);

    [Fact]
    public void Long_answers_are_cut() => ServiceFault.Unknown.Describe(new string('x', 100_000)).Length.ShouldBe(502);

    [Fact]
    public void No_text_is_refused() => Should.Throw<ArgumentNullException>(() => ServiceFault.Unknown.Describe(null!));
}
