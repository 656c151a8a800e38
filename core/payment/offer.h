// How offers and records of a history are described.
#pragma once

#include <boost/describe.hpp>

#include "../vocabulary/envelope.h"
#include "countersign/payment_documents.h"
#include "quantity.h"

namespace countersign {

template<>
inline constexpr bool takes_anything<payment::AnyJson> = true;

}  // namespace countersign

namespace countersign::payment {

BOOST_DESCRIBE_STRUCT(Payee, (), (name, id, account))
BOOST_DESCRIBE_STRUCT(OfferLine, (), (name, quantity, unitPrice, total))
BOOST_DESCRIBE_STRUCT(OfferAmount, (), (name, amount, currency, coin, network))
BOOST_DESCRIBE_STRUCT(Offer, (),
                      (id, payee, currency, coin, network, lines, discounts, fees, taxes, address, total, issuedAt,
                       expiresAt))
BOOST_DESCRIBE_STRUCT(HistoryPayment, (), (id, reference, payee, amount, currency, coin, network, at, voucher))
BOOST_DESCRIBE_STRUCT(HistoryRecord, (), (payment, previous, hash))

}  // namespace countersign::payment
