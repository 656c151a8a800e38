#include "probe_tls.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <future>
#include <memory>
#include <span>
#include <thread>
#include <utility>

#include "failure.h"

namespace countersign::cli {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::seconds patience{10};

template<auto Free>
struct FreedBy {
    template<class T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Addresses = std::unique_ptr<addrinfo, FreedBy<freeaddrinfo>>;
using TlsContext = std::unique_ptr<SSL_CTX, FreedBy<SSL_CTX_free>>;
using Tls = std::unique_ptr<SSL, FreedBy<SSL_free>>;

struct Socket {
    explicit Socket(int opened) noexcept : descriptor(opened) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (descriptor >= 0) close(descriptor);
    }
    int descriptor;
};

class Conversation {
public:
    explicit Conversation(const HostAndPort& target)
        : target_(target), name_(target.host + ":" + target.port), deadline_(Clock::now() + patience) {}

    // The resolver has no time limit of its own, so it is asked in a thread that may be left behind.
    [[nodiscard]] Addresses addresses() const {
        struct Answer {
            int status = EAI_AGAIN;
            Addresses list;
        };
        auto promise = std::make_shared<std::promise<Answer>>();
        std::future<Answer> future = promise->get_future();
        std::thread{[promise, target = target_] {
            addrinfo hints{};
            hints.ai_socktype = SOCK_STREAM;
            addrinfo* found = nullptr;
            Answer answer;
            answer.status = getaddrinfo(target.host.c_str(), target.port.c_str(), &hints, &found);
            if (answer.status == 0) answer.list.reset(found);
            promise->set_value(std::move(answer));
        }}.detach();
        if (future.wait_until(deadline_) != std::future_status::ready) fail("no address within 10 seconds");
        Answer answer = future.get();
        if (answer.status != 0) fail(std::string{"no address found: "} + gai_strerror(answer.status));
        return std::move(answer.list);
    }

    // The first address that answers. One that is silent leaves time for the next.
    [[nodiscard]] int connect_to(const addrinfo* list) const {
        std::string last = "no address found";
        for (const addrinfo* a = list; a != nullptr; a = a->ai_next) {
            Socket attempt{socket(a->ai_family, a->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, a->ai_protocol)};
            int error = attempt.descriptor < 0 ? errno : 0;
            if (error == 0 && connect(attempt.descriptor, a->ai_addr, a->ai_addrlen) < 0) error = errno;
            if (error == EINPROGRESS) {
                const auto until = a->ai_next == nullptr ? deadline_ : std::min(deadline_, Clock::now() + patience / 3);
                socklen_t size = sizeof error;
                error = ETIMEDOUT;
                if (ready(attempt.descriptor, POLLOUT, until))
                    getsockopt(attempt.descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
            }
            if (error == 0) return std::exchange(attempt.descriptor, -1);
            last = std::string{"no connection: "} + std::strerror(error);
        }
        fail(last);
    }

    void shake_hands(SSL* tls, int descriptor) const {
        while (true) {
            ERR_clear_error();
            const int result = SSL_connect(tls);
            if (result == 1) return;
            switch (SSL_get_error(tls, result)) {
            case SSL_ERROR_WANT_READ: wait_for(descriptor, POLLIN); break;
            case SSL_ERROR_WANT_WRITE: wait_for(descriptor, POLLOUT); break;
            default: {
                const char* const reason = ERR_reason_error_string(ERR_peek_error());
                fail(std::string{"no TLS handshake: "} + (reason != nullptr ? reason : "the server hung up"));
            }
            }
        }
    }

    [[noreturn]] void fail(const std::string& what) const { throw Failure{name_, what}; }

private:
    void wait_for(int descriptor, short event) const {
        if (!ready(descriptor, event, deadline_)) fail("no answer within 10 seconds");
    }
    // False when `until` has passed.
    [[nodiscard]] bool ready(int descriptor, short event, Clock::time_point until) const {
        while (true) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Clock::now()).count();
            pollfd waiting{descriptor, event, 0};
            const int count = left <= 0 ? 0 : poll(&waiting, 1, static_cast<int>(left));
            if (count >= 0) return count > 0;
            if (errno != EINTR) fail(std::strerror(errno));
        }
    }

    const HostAndPort& target_;
    std::string name_;
    Clock::time_point deadline_;
};

bool is_address(const std::string& host) {
    unsigned char bytes[sizeof(in6_addr)];
    return inet_pton(AF_INET, host.c_str(), bytes) == 1 || inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

std::string base64(std::span<const unsigned char> bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');  // EVP_EncodeBlock ends with a zero byte
    const int size =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()), bytes.data(), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(size));
    return text;
}

std::string base64_of(X509* certificate) {
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate, &der);
    if (size < 0) throw std::bad_alloc{};
    const std::unique_ptr<unsigned char, FreedBy<[](unsigned char* p) { OPENSSL_free(p); }>> owner{der};
    return base64({der, static_cast<std::size_t>(size)});
}

}  // namespace

Shown ask_server(const HostAndPort& target) {
    const Conversation conversation{target};
    const TlsContext context{SSL_CTX_new(TLS_client_method())};
    if (context == nullptr) throw std::bad_alloc{};
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    // Outdated servers are shown as well, as far as this OpenSSL still speaks with them.
    SSL_CTX_set_min_proto_version(context.get(), TLS1_VERSION);
    SSL_CTX_set_cipher_list(context.get(), "ALL:@SECLEVEL=0");

    const Socket socket{conversation.connect_to(conversation.addresses().get())};
    const Tls tls{SSL_new(context.get())};
    if (tls == nullptr || SSL_set_fd(tls.get(), socket.descriptor) != 1) throw std::bad_alloc{};
    if (std::string name = target.host; !is_address(name))  // what SSL_set_tlsext_host_name expands to
        SSL_ctrl(tls.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, name.data());
    SSL_set_tlsext_status_type(tls.get(), TLSEXT_STATUSTYPE_ocsp);
    conversation.shake_hands(tls.get(), socket.descriptor);

    Shown shown;
    STACK_OF(X509)* const chain = SSL_get_peer_cert_chain(tls.get());
    for (int i = 0; chain != nullptr && i < sk_X509_num(chain); ++i)
        shown.chain.push_back(base64_of(sk_X509_value(chain, i)));
    const unsigned char* stapled = nullptr;
    const long size = SSL_get_tlsext_status_ocsp_resp(tls.get(), &stapled);
    if (size > 0) shown.stapled = base64({stapled, static_cast<std::size_t>(size)});
    SSL_shutdown(tls.get());
    return shown;
}

}  // namespace countersign::cli
