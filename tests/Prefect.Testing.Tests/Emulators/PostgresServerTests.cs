using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Prefect.Testing.Tests;

public sealed class PostgresServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_takes_encrypted_connections_and_is_gone_with_its_data_afterwards()
    {
        string certificate;
        int port;
        await using (PostgresServer server = new())
        {
            port = (await server.StartAsync(Token)).Port;
            certificate = server.CertificateFile;

            (await AskForEncryptionAsync(port)).ShouldBe((byte)'S');
            using X509Certificate2 read = X509CertificateLoader.LoadCertificateFromFile(certificate);
            read.MatchesHostname("127.0.0.1").ShouldBeTrue();
            server.ConnectionString.ShouldContain($"Port={port};");
            server.Url.ShouldEndWith($"@127.0.0.1:{port}/postgres");
        }

        File.Exists(certificate).ShouldBeFalse();
        await Should.ThrowAsync<SocketException>(() => AskForEncryptionAsync(port));
    }

    private static async Task<byte> AskForEncryptionAsync(int port)
    {
        using TcpClient client = new();
        await client.ConnectAsync("127.0.0.1", port, Token);
        await client.GetStream().WriteAsync(new byte[] { 0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f }, Token);
        byte[] answer = new byte[1];
        await client.GetStream().ReadExactlyAsync(answer, Token);
        return answer[0];
    }
}
