using System.Data.Common;

namespace Prefect.Sql;

/// <summary>
/// Gives the password of a connection that is about to be opened, such as a token that renews itself:
/// <c>RdsIamPasswordProvider.GetPasswordAsync</c> of Prefect.Aws and <c>EntraPasswordProvider.GetPasswordAsync</c> of Prefect.Azure have this
/// form. Called by many at once.
/// </summary>
/// <param name="connection">The connection string: host, port, user name, database.</param>
/// <param name="cancellationToken">Ends the operation.</param>
public delegate ValueTask<string> SqlPasswordProvider(DbConnectionStringBuilder connection, CancellationToken cancellationToken);
