// SPDX-License-Identifier: Apache-2.0
#include "client/Member.h"

#include "client/RestClient.h"

namespace keydesk::client {

using namespace Qt::StringLiterals;

namespace {

Result<MemberRef> memberFrom(const Result<Answer> &answer)
{
    const auto object = answer.and_then(objectFrom);
    if (!object)
        return tl::unexpected(object.error());
    MemberRef member{.id = object->value(u"id").toString(),
                     .name = object->value(u"name").toString()};
    if (member.id.isEmpty())
        return tl::unexpected(answerNotUnderstood(u"id"_s));
    return member;
}

} // namespace

QFuture<Result<MemberRef>> signedInMember(RestClient &rest)
{
    return rest.send({.path = u"/admin/v1/me"_s}).then(memberFrom);
}

} // namespace keydesk::client
